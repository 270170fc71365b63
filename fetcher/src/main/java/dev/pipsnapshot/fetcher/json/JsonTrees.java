package dev.pipsnapshot.fetcher.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads trees with Jackson's streams alone. {@code ObjectMapper} does the same, but to load it
 * makes a calendar with the data of its locale, which takes a tenth of a short command.
 */
public final class JsonTrees {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTrees() {}

  /**
   * The first value in {@code json}; what follows it does not count.
   *
   * @return a missing node if there is none
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is malformed, or deeper than
   *     Jackson's limit
   */
  public static JsonNode read(byte[] json) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      return read(in);
    }
  }

  /** The same of tokens in any format. */
  public static JsonNode read(JsonParser in) throws IOException {
    JsonToken first = in.nextToken();
    return first == null ? NODES.missingNode() : value(in, first);
  }

  private static JsonNode value(JsonParser in, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_NUMBER_INT -> integer(in);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(in.getText());
    };
  }

  private static ObjectNode object(JsonParser in) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      object.set(name, value(in, in.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser in) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      array.add(value(in, token));
    }
    return array;
  }

  private static JsonNode integer(JsonParser in) throws IOException {
    return switch (in.getNumberType()) {
      case INT -> NODES.numberNode(in.getIntValue());
      case BIG_INTEGER -> NODES.numberNode(in.getBigIntegerValue());
      default -> NODES.numberNode(in.getLongValue());
    };
  }
}
