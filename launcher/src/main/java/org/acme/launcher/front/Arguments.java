package org.acme.launcher.front;

import java.util.List;
import java.util.Locale;

/**
 * The parsed command line of {@code ./demo}.
 *
 * @param command what is to be done
 * @param scenario what to play; only meant for {@link Command#PLAY}
 * @param keepOrders whether the orders of the last run are kept
 */
public record Arguments(Command command, String scenario, boolean keepOrders) {

    /** The scenario that is played if none is named. */
    public static final String USUAL_SCENARIO = "payment-hang";

    /** The commands of {@code ./demo}. */
    public enum Command {
        HELP,
        VERSION,
        LIST,
        DOCTOR,
        PREPARE,
        SERVE,
        PLAY
    }

    /** Returns the text of {@code --help}. */
    public static final String USAGE =
            """
            Usage: ./demo [SCENARIO] [--keep-orders]
                   ./demo --serve | --list | prepare | doctor

            Starts PostgreSQL and a shop twice, with and without circuit breakers, plays a
            scenario on both, and reports how each lane coped.

              SCENARIO        the scenario to play; default: payment-hang
              --list          list the scenarios
              --serve         play no scenario; run with light traffic until Ctrl-C
              --keep-orders   keep the orders of the last run instead of starting empty
              prepare         build and download everything, so that no network is needed later
              doctor          check this machine and tell how to fix what is missing
              -h, --help      show this text
              -V, --version   show what this program is

            Exit codes: 0 the scenario passed, 1 it did not pass, 2 it could not be played.
            Ports: set variables such as CONTROL_ROOM_PORT=18080; README.md lists them.
            Database: set DEMO_DATA=FOLDER to use another folder than target/demo.
            Logs: target/demo/logs\
            """;

    /**
     * Reads a command line.
     *
     * @throws UsageException when it has a word that is not known, or too many
     */
    public static Arguments parse(List<String> words) throws UsageException {
        Command command = Command.PLAY;
        String scenario = "";
        boolean keepOrders = false;
        for (String word : words) {
            switch (word) {
                case "--keep-orders" -> keepOrders = true;
                case "-h", "--help" -> command = Command.HELP;
                case "-V", "--version" -> command = Command.VERSION;
                case "--list" -> command = only(Command.LIST, command);
                case "--serve" -> command = only(Command.SERVE, command);
                default -> {
                    if (word.startsWith("-")) {
                        throw new UsageException("Unknown option " + word + ".\n\n" + USAGE);
                    }
                    if (!scenario.isEmpty()) {
                        throw new UsageException(
                                "./demo plays one scenario at a time, not both %s and %s."
                                        .formatted(scenario, word));
                    }
                    scenario = word;
                }
            }
        }
        return combined(command, scenario, keepOrders);
    }

    private static Arguments combined(Command option, String scenario, boolean keepOrders)
            throws UsageException {
        if (option == Command.HELP || option == Command.VERSION || scenario.isEmpty()) {
            return new Arguments(
                    option, scenario.isEmpty() ? USUAL_SCENARIO : scenario, keepOrders);
        }
        Command named =
                switch (scenario.toLowerCase(Locale.ROOT)) {
                    case "prepare" -> Command.PREPARE;
                    case "doctor" -> Command.DOCTOR;
                    default -> Command.PLAY;
                };
        if (option != Command.PLAY) {
            throw new UsageException(
                    "--%s and %s cannot be combined."
                            .formatted(option.name().toLowerCase(Locale.ROOT), scenario));
        }
        return new Arguments(named, scenario, keepOrders);
    }

    private static Command only(Command option, Command before) throws UsageException {
        if (before == Command.LIST || before == Command.SERVE) {
            if (before != option) {
                throw new UsageException("--list and --serve cannot be combined.");
            }
        }
        return before == Command.PLAY || before == option ? option : before;
    }
}
