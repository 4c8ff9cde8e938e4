/**
 * A shop that never was: customers of five kinds, their visits over 65 weeks, and the faults that
 * real delivery has (late, repeated and broken records), written to Kafka. {@link
 * io.retaillake.pipelines.simulate.Simulation} makes the records and knows nothing of Kafka; {@link
 * io.retaillake.pipelines.simulate.SimulationSender} sends them; {@link
 * io.retaillake.pipelines.simulate.Simulate} is the command.
 *
 * <p>The recipe of the customers was searched so that a fit finds the shape it finds: it shows that
 * the platform recovers a known truth, not that shops are like that.
 */
package io.retaillake.pipelines.simulate;
