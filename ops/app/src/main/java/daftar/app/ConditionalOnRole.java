package daftar.app;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Only on nodes with at least one of these roles. */
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnRole.HasRole.class)
public @interface ConditionalOnRole {

    NodeRole[] value();

    /** Compares with {@code daftar.roles}. */
    final class HasRole implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, ?> attributes = metadata.getAnnotationAttributes(ConditionalOnRole.class.getName());
            if (attributes != null && attributes.get("value") instanceof NodeRole[] wanted) {
                for (NodeRole role : wanted) {
                    if (NodeRole.of(context.getEnvironment()).contains(role)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
