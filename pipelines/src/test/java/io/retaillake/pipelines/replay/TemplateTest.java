package io.retaillake.pipelines.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final List<String> COLUMNS = List.of("basket", "Customer ID", "brand");
  private static final Object[] ROW = {31198L, 900.0, "  "};

  @Test
  void textStandsForItselfAndBracesForCells() {
    assertThat(text("purchase")).isEqualTo("purchase");
    assertThat(text("{basket}")).isEqualTo("31198");
    assertThat(text("b-{basket}-c-{Customer ID}")).isEqualTo("b-31198-c-900");
    assertThat(text("line-{#}")).isEqualTo("line-17");
  }

  @Test
  void aBlankCellIsNullUnlessTheTemplateSaysWhatElse() {
    assertThat(text("{brand}")).isNull();
    assertThat(text("brand {brand}")).isNull();
    assertThat(text("{brand|unknown}")).isEqualTo("unknown");
    assertThat(text("{brand|}-{basket}")).isEqualTo("-31198");
  }

  @Test
  void aColumnAloneGivesTheCellItself() {
    assertThat(Template.parse("f", "{basket}", COLUMNS).value(ROW, 1)).isEqualTo(31198L);
    assertThat(Template.parse("f", "{brand|0}", COLUMNS).value(ROW, 1)).isEqualTo("0");
    assertThat(Template.parse("f", "12.50", COLUMNS).value(ROW, 1)).isEqualTo("12.50");
  }

  @Test
  void aMissingColumnIsToldWithTheColumnsThatAreThere() {
    assertThatThrownBy(() -> Template.parse("user_id", "{customer}", COLUMNS))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "the file has no column 'customer', which the mapping wants for user_id")
        .hasMessageContaining("its columns are basket, Customer ID, brand");
  }

  private static String text(String template) {
    return Template.parse("f", template, COLUMNS).text(ROW, 17);
  }
}
