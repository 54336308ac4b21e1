package org.sillok.problem.rest;

import org.sillok.problem.ProblemCode;

/** The pages as HTML: constant texts of the catalogue only, escaped all the same. No script, no style from elsewhere. */
final class ProblemHtml {
    private ProblemHtml() {}

    static String index() {
        StringBuilder rows = new StringBuilder();
        for (ProblemCode code : ProblemCode.values()) {
            rows.append("<tr><td>")
                    .append(code.status())
                    .append("</td><td><a href=\"")
                    .append(code.type())
                    .append("\">")
                    .append(code.slug())
                    .append("</a></td><td>")
                    .append(escape(code.title()))
                    .append("</td></tr>\n");
        }
        return document(
                "Problem types",
                "<table>\n<thead><tr><th>Status</th><th>Type</th><th>Title</th></tr></thead>\n<tbody>\n" + rows
                        + "</tbody>\n</table>\n");
    }

    static String page(ProblemCode code) {
        return document(
                code.title(),
                "<p><code>" + code.type() + "</code> · HTTP " + code.status() + "</p>\n<h2>What it means</h2>\n<p>"
                        + escape(code.meaning()) + "</p>\n<h2>What you can do</h2>\n<p>" + escape(code.wayOut())
                        + "</p>\n<p><a href=\"/problems\">All problem types</a></p>\n");
    }

    private static String document(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escape(title)
                + " · Sillok</title>\n</head>\n<body>\n<h1>" + escape(title) + "</h1>\n" + body
                + "</body>\n</html>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
