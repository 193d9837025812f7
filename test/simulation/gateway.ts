/** The gateway in the simulation: the money that it took and the money that it gave back. */
export class SimulatedGateway {
  readonly #payments = new Map<
    string,
    { amountMinor: number; state: "waiting" | "paid" | "dead" }
  >();
  readonly #refunds = new Map<string, { key: string; amountMinor: number; isDone: boolean }>();

  /** The fan has approved the payment; the outcome is decided now. */
  agree(key: string, amountMinor: number, state: "waiting" | "paid" | "dead"): void {
    this.#payments.set(key, { amountMinor, state });
  }

  /** An expected transfer arrives, or never will. */
  deposit(key: string, state: "paid" | "dead"): void {
    const payment = this.#payments.get(key);
    if (payment?.state === "waiting") payment.state = state;
  }

  lookUp(key: string) {
    return this.#payments.get(key) ?? null;
  }

  /** Gives money back or refuses; the same refund again gets the same answer and moves nothing. */
  giveBack(
    refundId: string,
    { key, amountMinor, isWilling }: { key: string; amountMinor: number; isWilling: boolean },
  ): "done" | "failed" {
    const before = this.#refunds.get(refundId);
    if (before) return before.isDone ? "done" : "failed";
    const payment = this.#payments.get(key);
    if (payment?.state !== "paid") throw new Error(`${key} never took anything`);
    this.#refunds.set(refundId, { key, amountMinor, isDone: false });
    if (!isWilling) return "failed";
    if (this.givenBack(key) + amountMinor > payment.amountMinor)
      throw new Error(`more is asked back of ${key} than it took`);
    this.#refunds.set(refundId, { key, amountMinor, isDone: true });
    return "done";
  }

  givenBack(key: string): number {
    const ours = [...this.#refunds.values()].filter(
      (refund) => refund.key === key && refund.isDone,
    );
    return ours.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  }

  get taken(): { key: string; amountMinor: number }[] {
    const paid = [...this.#payments].filter(([, { state }]) => state === "paid");
    return paid.map(([key, { amountMinor }]) => ({ key, amountMinor }));
  }
}
