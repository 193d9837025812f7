/** The stand-in's clock, which tests can move forward. */
export class Clock {
  aheadMs = 0;

  now = (): number => Date.now() + this.aheadMs;
}
