import { DurableObject } from "cloudflare:workers";
import type { Cockpit } from "../../contract/live/cockpit.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Felt } from "../../contract/sale/felt.ts";
import type { ObjectEnv } from "../env.ts";
import type { LiveSale } from "../live-sale.ts";
import type { Fill } from "../rows/fill-rows.ts";
import { type Census, viewCensus } from "../schedule-view.ts";
import { Gauges } from "./gauges.ts";

/** The part of a schedule's object that the organizer watches. */
export abstract class Watched extends DurableObject<ObjectEnv> {
  protected readonly gauges: Gauges;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    this.gauges = new Gauges(
      ctx,
      () => this.live.current,
      () => this.changed(),
    );
  }

  protected abstract get live(): LiveSale;
  /** Runs when the sale may have changed. */
  protected abstract changed(): void;

  /** Takes the socket of somebody who watches the sale's figures. */
  override async fetch(request: Request): Promise<Response> {
    const opened = await this.live.opened();
    return opened.ok ? this.gauges.accept(request) : new Response(null, { status: 503 });
  }

  override webSocketClose(): void {
    this.gauges.gone();
  }

  /** The figures for staff who have the right for them now, and a ticket for the socket. */
  async cockpit(asked: { accountId: string; ticket: string | null }): Promise<Outcome<Cockpit>> {
    return this.live.look((sale) => this.gauges.view(sale, asked, Date.now()));
  }

  /** How the sections filled up so far, in no more samples than that. */
  async fills(countMax: number): Promise<Outcome<Fill[]>> {
    return this.live.look((sale) => this.live.rows?.fills.read(sale.planHash, countMax) ?? []);
  }

  /** What browsers of fans have measured; without a sale in memory nobody is there to look. */
  async felt(measured: readonly Felt[]): Promise<void> {
    if (this.live.current) this.gauges.felt(measured);
  }

  /** The organizer's view of the queue, now and since a time, with the plan that the sale goes by. */
  async census(
    sinceMs: number,
  ): Promise<Outcome<{ now: Census; series: Census[]; planHash: string }>> {
    return this.live.look((sale) => ({
      now: viewCensus(sale, Date.now()),
      series: this.live.rows?.samples.since(sinceMs) ?? [],
      planHash: sale.setup.planHash,
    }));
  }
}
