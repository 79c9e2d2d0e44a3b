package daftar.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what went wrong outside of the controllers, in a filter for instance, by a problem detail as well. */
@Controller
final class ProblemPage implements ErrorController {

    private final ProblemResolver problems;

    ProblemPage(ProblemResolver problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem = thrown instanceof Throwable throwable
                ? problems.problemOf(throwable)
                : ProblemResolver.ofStatus(status instanceof Integer known ? known : 404);
        problem.send(request, response);
    }
}
