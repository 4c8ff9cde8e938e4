package io.retaillake.transforms.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8OrderTest {

  @Property
  void orderIsThatOfTheBytes(@ForAll("texts") String left, @ForAll("texts") String right) {
    int byBytes =
        Arrays.compareUnsigned(
            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    assertThat(Integer.signum(Utf8Order.compare(left, right))).isEqualTo(Integer.signum(byBytes));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "Z", "ß", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }
}
