package daftar.http.words;

import daftar.http.openapi.Problems;
import daftar.http.openapi.Schemas;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** Describes the body that sets the words from the shape that it is checked by. */
final class WordsDescriptions implements GlobalOpenApiCustomizer, Ordered {

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        PathItem item = api.getPaths() == null ? null : api.getPaths().get(SearchWordsController.WORDS);
        if (item == null || item.getPost() == null) {
            return;
        }
        Schemas schemas = new Schemas(api.getComponents());
        item.getPost()
                .requestBody(new RequestBody()
                        .required(false)
                        .content(new Content()
                                .addMediaType(
                                        "application/json",
                                        new MediaType().schema(schemas.of(SearchWordsController.SET)))));
        Problems.addForCommand(item.getPost().getResponses());
    }
}
