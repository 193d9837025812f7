import type { ComponentChildren } from "preact";
import type { AdminOverview } from "../../../contract/admin/sales.ts";
import { Icon, type IconName } from "../../components/icon.tsx";
import { count } from "../../i18n/format.ts";
import { clock } from "../../state/clock.ts";
import { language, words } from "../../state/language.ts";
import { agoText } from "../parts/moment.tsx";

/** OK, watch or problem: by shape and word, never by color alone. */
type Level = "ok" | "warn" | "danger";
type Care = { name: string; level: Level; text: ComponentChildren; href?: string };

const slowMs = 250;
const slowOutboxMs = 3 * 60_000;
/** A comparison runs every ten minutes; two missing ones mean that the cron has stopped. */
const staleMs = 25 * 60_000;

const icons: Record<Level, IconName> = { ok: "check", warn: "info", danger: "alert" };

export function CareList({ overview }: { overview: AdminOverview }) {
  const w = words().adminOverview;
  return (
    <ul class="adm__cares">
      {caresOf(overview, clock.now.value).map(({ name, level, text, href }) => (
        <li key={name} data-level={level}>
          <Icon name={icons[level]} size={20} />
          <span class="sr">{w.level[level]}</span>
          <span class="grow">{href ? <a href={href}>{name}</a> : name}</span>
          <b class="num">{text}</b>
        </li>
      ))}
    </ul>
  );
}

function caresOf(overview: AdminOverview, nowMs: number): Care[] {
  const w = words().adminOverview.care;
  const { health, outbox, payments, refundsDue, showsBeingCancelled } = overview;
  const payment = (status: string) => `/admin/payments?status=${status}`;
  const many = (name: string, value: number, level: Level, href?: string): Care => ({
    name,
    level: value === 0 ? "ok" : level,
    text: count(value, language.value),
    ...(href && value > 0 ? { href } : {}),
  });
  return [
    { name: w.books, level: health.booksMs > slowMs ? "warn" : "ok", text: `${health.booksMs} ms` },
    many(w.silent, health.silentSales, "danger"),
    {
      name: w.gateway,
      level: health.hasGateway ? "ok" : "warn",
      text: health.hasGateway ? w.gatewaySet : w.gatewayMissing,
    },
    ...(outbox
      ? [
          reconciliationCare(overview, nowMs),
          { ...many(w.outbox, outbox.waiting, "warn"), level: outboxLevel(outbox, nowMs) },
        ]
      : []),
    ...(payments
      ? [
          many(w.unknown, payments.unknown, "warn", payment("unknown")),
          many(w.flagged, payments.flagged, "danger", "/admin/payments?flagged=true"),
        ]
      : []),
    ...(refundsDue ? [many(w.refundsDue, refundsDue.count, "warn", payment("to-refund"))] : []),
    many(w.cancelling, showsBeingCancelled, "warn", "/admin/shows"),
  ];
}

/** A message written just now needs no attention: the cron sends it within a minute. */
function outboxLevel(
  { failing, oldestAt }: NonNullable<AdminOverview["outbox"]>,
  nowMs: number,
): Level {
  if (failing > 0) return "danger";
  return oldestAt !== null && nowMs - Date.parse(oldestAt) > slowOutboxMs ? "warn" : "ok";
}

function reconciliationCare({ reconciliation, health }: AdminOverview, nowMs: number): Care {
  const w = words().adminOverview.care;
  const href = "/admin/reconciliation";
  if (reconciliation === null)
    return {
      name: w.reconciliation,
      level: health.hasGateway ? "warn" : "ok",
      text: w.never,
      href,
    };
  const { finishedAt, findings } = reconciliation;
  const isStale = nowMs - Date.parse(finishedAt) > staleMs;
  const ago = agoText(finishedAt, nowMs, language.value);
  const level = findings > 0 ? "danger" : isStale ? "warn" : "ok";
  const text = findings > 0 ? `${w.findings(findings)} · ${ago}` : ago;
  return { name: w.reconciliation, level, text, href };
}
