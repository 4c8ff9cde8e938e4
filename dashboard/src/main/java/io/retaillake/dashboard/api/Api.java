package io.retaillake.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.dashboard.chart.TableMakers;
import io.retaillake.dashboard.lake.Lake;
import io.retaillake.dashboard.lake.LakeState;
import io.retaillake.dashboard.lake.LakeTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The figures of the page as JSON. Each answer is kept until a table changes. Safe for use by
 * several threads.
 */
public final class Api {

  private static final int KEPT = 2_000;

  private final Lake lake;
  private final Customers customers;
  private final Supplier<OptionalLong> lag;
  private final Cache<Key, JsonNode> answers = CacheBuilder.newBuilder().maximumSize(KEPT).build();

  private final Cache<Long, Choices> choices = CacheBuilder.newBuilder().maximumSize(2).build();

  private record Key(long generation, String name, Map<String, Object> filters) {}

  /**
   * The API of this lake.
   *
   * @param lag how many records of the topic are not in bronze yet; empty if no broker is known
   */
  public Api(Lake lake, Supplier<OptionalLong> lag) {
    this.lake = lake;
    this.customers = new Customers(lake);
    this.lag = lag;
  }

  /** The names of the cards, each at {@code /api/<name>}. */
  public List<String> figures() {
    return Figure.FIGURES.stream().map(Figure::name).toList();
  }

  /**
   * One card.
   *
   * @throws BadRequestException if a filter is wrong
   * @throws WarehouseException TIMEOUT if it took too long
   */
  public JsonNode figure(String name, Map<String, List<String>> parameters) {
    Figure figure =
        Figure.FIGURES.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return read(figure, Filters.read(parameters, currentChoices()));
  }

  /**
   * All cards, the health of the pipeline and what can be filtered by. A card that can't be made
   * says why, and the others are there.
   *
   * @throws BadRequestException if a filter is wrong
   */
  public JsonNode overview(Map<String, List<String>> parameters) {
    Filters filters = Filters.read(parameters, currentChoices());
    ObjectNode overview = Json.object();
    overview.put("generation", lake.state().generation());
    ObjectNode asked = overview.putObject("filters");
    asked.put("from", filters.from().toString());
    asked.put("to", filters.to().toString());
    asked.put("category", filters.category());
    asked.put("country", filters.country());
    overview.set("choices", choices());
    ObjectNode cards = overview.putObject("cards");
    for (Figure figure : Figure.FIGURES) {
      cards.set(figure.name(), readOrSay(figure, filters));
    }
    overview.set("health", health());
    return overview;
  }

  /** What can be filtered by. */
  public JsonNode choices() {
    Choices choices = currentChoices();
    ObjectNode answer = Json.object();
    answer.put("first_day", choices.firstDay().toString());
    answer.put("last_day", choices.lastDay().toString());
    answer.set("categories", Json.MAPPER.valueToTree(choices.categories()));
    answer.set("countries", Json.MAPPER.valueToTree(choices.countries()));
    return answer;
  }

  /** How the pipeline does. */
  public JsonNode health() {
    LakeState state = lake.state();
    OptionalLong waiting = lag.get();
    return kept(
        new Key(state.generation(), "health", Map.of("lag", waiting)),
        () -> Health.read(lake, waiting));
  }

  /**
   * What is known of a customer.
   *
   * @throws BadRequestException if that can't be an id
   */
  public Optional<JsonNode> customer(String id) {
    return customers.find(id);
  }

  private Choices currentChoices() {
    try {
      return choices.get(lake.state().generation(), () -> Choices.of(lake));
    } catch (ExecutionException | UncheckedExecutionException e) {
      throw unwrapped(e);
    }
  }

  private JsonNode readOrSay(Figure figure, Filters filters) {
    try {
      return read(figure, filters);
    } catch (WarehouseException e) {
      return unavailable(e.what() + " " + e.whatToDo());
    }
  }

  private JsonNode read(Figure figure, Filters filters) {
    LakeState state = lake.state();
    Optional<LakeTable> table = state.table(figure.table());
    if (table.isEmpty()) {
      return unavailable(
              "There is no table "
                  + figure.table()
                  + " yet. "
                  + TableMakers.of(figure.table())
                  + " makes it.")
          .put("missing", figure.table())
          .put("made_by", TableMakers.of(figure.table()));
    }
    return kept(
        new Key(state.generation(), figure.name(), figure.key(filters)),
        () -> {
          ObjectNode card = Json.object();
          card.put("available", true);
          card.put("source", figure.table());
          card.put("version", table.get().version());
          card.put("committed_at", table.get().committedAt().toString());
          card.set("filtered_by", Json.MAPPER.valueToTree(figure.filteredBy()));
          card.set("data", figure.reader().read(lake, filters));
          return card;
        });
  }

  private static ObjectNode unavailable(String message) {
    return Json.object().put("available", false).put("message", message);
  }

  private JsonNode kept(Key key, Callable<JsonNode> maker) {
    try {
      return answers.get(key, maker);
    } catch (ExecutionException | UncheckedExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(Exception failure) {
    return failure.getCause() instanceof WarehouseException known
        ? known
        : new IllegalStateException(failure.getCause());
  }
}
