/** The stand-in's own time, which may be moved forward. */
export class Clock {
  aheadMs = 0;

  now = (): number => Date.now() + this.aheadMs;
}
