package dev.pipsnapshot.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of a few words, whatever the case and whatever the user's language makes of it.
 *
 * @param type whose constants spell themselves as users do
 */
record Choice(Class<?> type) implements ITypeConverter<Object> {
  @Override
  public Object convert(String value) {
    Object[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + value
                        + "' is none of "
                        + Arrays.stream(constants)
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))));
  }
}
