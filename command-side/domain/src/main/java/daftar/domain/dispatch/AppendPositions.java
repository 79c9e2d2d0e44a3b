package daftar.domain.dispatch;

import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The store's own answer to the append of a unit of work. */
@FunctionalInterface
public interface AppendPositions {

    /**
     * @param root a root unit of work that has been committed
     * @return the commit position of the last event that it appended; null where it appended nothing
     */
    @Nullable Long positionOf(UnitOfWork<?> root);
}
