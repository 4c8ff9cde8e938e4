package io.retaillake.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VarintsTest {

  @Property
  void numbersComeBackInTheirOrder(@ForAll List<Long> numbers) {
    Varints.Writer out = new Varints.Writer();
    numbers.forEach(out::writeLong);
    Varints.Reader in = new Varints.Reader(out.toByteArray());

    numbers.forEach(number -> assertThat(in.readLong()).isEqualTo(number));
  }

  @Test
  void smallNumbersOfEitherSignTakeOneByteAndTheLargestTen() {
    assertThat(size(0)).isEqualTo(1);
    assertThat(size(63)).isEqualTo(1);
    assertThat(size(-64)).isEqualTo(1);
    assertThat(size(64)).isEqualTo(2);
    assertThat(size(Long.MAX_VALUE)).isEqualTo(10);
    assertThat(size(Long.MIN_VALUE)).isEqualTo(10);
  }

  @Test
  void bytesAreSkippedToWhereTheNextNumberBegins() {
    Varints.Writer out = new Varints.Writer();
    out.writeLong(5);
    out.writeBytes(new byte[10_000], 0, 10_000);
    out.writeLong(-6);
    Varints.Reader in = new Varints.Reader(out.toByteArray());

    assertThat(in.readLong()).isEqualTo(5);
    assertThat(in.skip(10_000)).isEqualTo(1);
    assertThat(in.readLong()).isEqualTo(-6);
  }

  private static int size(long number) {
    Varints.Writer out = new Varints.Writer();
    out.writeLong(number);
    return out.size();
  }
}
