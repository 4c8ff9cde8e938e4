package io.retaillake.dashboard.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import io.retaillake.dashboard.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered: a status, a body of some type, and headers of its own. */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {

  static final String JSON = "application/json; charset=utf-8";

  static Answer json(JsonNode node) {
    return new Answer(200, JSON, Json.bytes(node), Map.of("Cache-Control", "no-store"));
  }

  /** One that does not change while the server runs; browsers ask whether it did. */
  static Answer fixed(String type, byte[] body) {
    String tag = "\"" + Hashing.sha256().hashBytes(body).toString().substring(0, 32) + "\"";
    return new Answer(200, type, body, Map.of("Cache-Control", "no-cache", "ETag", tag));
  }

  static Answer file(String type, byte[] body, String name) {
    return new Answer(
        200,
        type,
        body,
        Map.of(
            "Cache-Control",
            "no-store",
            "Content-Disposition",
            "attachment; filename=\"" + name + "\""));
  }

  static Answer error(int status, String message) {
    return new Answer(
        status,
        JSON,
        Json.bytes(
            Json.object()
                .set("error", Json.object().put("status", status).put("message", message))),
        Map.of("Cache-Control", "no-store"));
  }

  static Answer redirect(String to, Map<String, String> headers) {
    Answer answer = new Answer(303, "text/plain; charset=utf-8", new byte[0], headers);
    return answer.with("Location", to).with("Cache-Control", "no-store");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }

  /** Without a body, where the asker has it. */
  Answer unlessKnown(String etag) {
    return !etag.isEmpty() && etag.equals(headers.get("ETag"))
        ? new Answer(304, type, new byte[0], headers)
        : this;
  }
}
