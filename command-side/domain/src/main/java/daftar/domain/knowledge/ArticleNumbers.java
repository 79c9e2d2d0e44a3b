package daftar.domain.knowledge;

/** Numbers that people call articles by. */
public interface ArticleNumbers {

    /** The next number, {@code A-1017}: unique, never given again; gaps are normal. Safe from many threads. */
    String next();
}
