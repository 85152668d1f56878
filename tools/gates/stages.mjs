// Stages run one after the other; in a stage lanes run side by side, and in a lane one part after the other.
import { textOf } from './part.mjs';

/** Runs stages of lanes of parts; says the text of each part when it ended, and returns what all came to. */
export async function runStages(stages, say = console.log) {
  const done = [];
  const runLane = async (lane) => {
    for (const { name, run } of lane) {
      const part = { name, ...(await run()) };
      say(textOf(part));
      done.push(part);
    }
  };
  for (const lanes of stages) await Promise.all(lanes.map(runLane));
  return done;
}
