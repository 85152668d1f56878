import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * A program that runs one round for each line it is given and answers with a line of JSON: a rival in C or a model. Both
 * sides are processes of their own, so neither disturbs the other's heap or compiled code.
 */
export class RoundServer {
  constructor(command, args) {
    this.name = `${command} ${args.join(' ')}`;
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('close', (code, signal) => resolve(`status ${code ?? signal}`));
    });
    // A program that died is told by its end, not by the broken pipe.
    this.child.stdin.on('error', () => undefined);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Runs one round. @throws Error when the program ended instead */
  async round() {
    this.child.stdin.write('round\n');
    const line = await Promise.race([this.lines.next(), this.ended.then(() => ({ done: true }))]);
    if (line.done) throw new Error(`${this.name} ended (${await this.ended}) instead of running a round`);
    return JSON.parse(line.value);
  }

  /** Lets the program end, and waits for it. */
  async close() {
    this.child.stdin.end();
    await this.ended;
  }
}
