package daftar.http.directory;

import daftar.http.DaftarPosition;
import daftar.messages.directory.Reference.Category;
import daftar.messages.directory.Reference.Department;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads departments and categories. Everybody with a login may. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "directory")
public final class DirectoryController {

    private static final String PAGE = "100";

    private final Register register;

    public DirectoryController(Register register) {
        this.register = register;
    }

    @Operation(summary = "Departments, in the order of their ids")
    @GetMapping("/directory/departments")
    public ResponseEntity<Page<Department>> departments(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(
                position, () -> Page.of(register.departments(), Department::id, after, limit, Function.identity()));
    }

    @Operation(summary = "A department")
    @GetMapping("/directory/departments/{id}")
    public ResponseEntity<Department> department(
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> Answered.known(register.reference().department(id), "department"));
    }

    @Operation(summary = "Categories, in the order of their codes")
    @GetMapping("/directory/categories")
    public ResponseEntity<Page<Category>> categories(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = PAGE) int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(
                position, () -> Page.of(register.categories(), Category::code, after, limit, Function.identity()));
    }

    @Operation(summary = "A category")
    @GetMapping("/directory/categories/{code}")
    public ResponseEntity<Category> category(
            @PathVariable String code,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        return answer(position, () -> Answered.known(register.reference().category(code), "category"));
    }

    private <T> ResponseEntity<T> answer(@Nullable String position, Supplier<T> read) {
        return Answered.by(register, position, read);
    }
}
