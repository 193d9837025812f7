import "./chart.css";
import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Locale } from "../../../contract/people/accounts.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { areaPath, frames, linePath, roundTop, scaleOf } from "./chart-shape.ts";
import { momentText } from "../parts/moment.tsx";
import { nearest, rowsOf } from "./series.ts";
import { Table } from "../parts/table.tsx";

export type Line = { name: string; values: number[]; isDashed?: boolean };
type ChartProps = {
  title: string;
  times: number[];
  lines: Line[];
  pauses: { fromMs: number; untilMs: number }[];
};

const rowsMax = 24;
/** While a sale is active, a sample comes every ten seconds. */
const gapMs = 120_000;
const shortMs = 5 * 60_000;
/** Half the width of a pause's label, so that it stays inside the picture. */
const nameHalf = 44;
const narrowPx = 700;

const lengthText = (ms: number, lang: Locale): string => {
  const [unit, size] = ms < 60_000 ? (["second", 1_000] as const) : (["minute", 60_000] as const);
  const style = { style: "unit", unit, unitDisplay: "short" } as const;
  return new Intl.NumberFormat(lang, style).format(Math.round(ms / size));
};

/** Lines over time, and the same data as a table. */
export function Chart({ title, times, lines, pauses }: ChartProps) {
  const w = words().adminQueue;
  const lang = language.value;
  const textOf = (value: number | undefined) => (value === undefined ? "–" : count(value, lang));
  const moments = times.map((ms, index) => ({ ms, at: index }));
  /** The moment under the pointer; null for the present. */
  const pointed = useSignal<number | null>(null);
  const shown = pointed.value !== null && pointed.value < times.length ? pointed.value : null;
  return (
    <section class="adm__card" aria-label={title}>
      <div class="between adm__charthead">
        <h2>{title}</h2>
        <p class="adm__key">
          {lines.map(({ name, isDashed, values }) => (
            <span key={name}>
              <i class={isDashed ? "is-dashed" : undefined} />
              {name} <b>{textOf(values.at(shown ?? -1))}</b>
            </span>
          ))}
          {shown === null ? null : (
            <time class="num">{momentText(new Date(times[shown] ?? 0).toISOString(), lang)}</time>
          )}
        </p>
      </div>
      {times.length < 2 ? (
        <p class="c-2">{w.noSeries}</p>
      ) : (
        <>
          <Picture
            {...{ title, times, lines, pauses }}
            shown={shown}
            onPoint={(at) => (pointed.value = at)}
          />
          <details>
            <summary class="t-14 c-2">{w.asTable}</summary>
            <Table name={title} head={[w.time, ...lines.map(({ name }) => `>${name}`)]}>
              {rowsOf(moments, rowsMax).map(({ ms, at }) => (
                <tr key={ms}>
                  <td>{momentText(new Date(ms).toISOString(), lang)}</td>
                  {lines.map(({ name, values }) => (
                    <td key={name} class="right">
                      {count(values[at] ?? 0, lang)}
                    </td>
                  ))}
                </tr>
              ))}
            </Table>
          </details>
        </>
      )}
    </section>
  );
}

/** Drawn for the width of the window, also when a tablet is turned. */
function useIsNarrow(): boolean {
  const [isNarrow, setIsNarrow] = useState(innerWidth < narrowPx);
  useEffect(() => {
    const look = () => setIsNarrow(innerWidth < narrowPx);
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, []);
  return isNarrow;
}

type PictureProps = ChartProps & {
  shown: number | null;
  onPoint: (moment: number | null) => void;
};

function Picture({ title, times, lines, pauses, shown, onPoint }: PictureProps) {
  const lang = language.value;
  const span = { fromMs: times[0] ?? 0, toMs: times.at(-1) ?? 0 };
  const top = roundTop(Math.max(0, ...lines.flatMap(({ values }) => values)));
  const frame = useIsNarrow() ? frames.narrow : frames.wide;
  const scale = scaleOf(span, top, frame);
  const { width, height, left, right, bottom } = frame;
  const hour = (ms: number) =>
    new Intl.DateTimeFormat(lang, {
      hour: lang === "ko" ? "2-digit" : "numeric",
      minute: "2-digit",
      hour12: lang === "en",
      ...(span.toMs - span.fromMs < shortMs ? { second: "2-digit" } : {}),
    }).format(ms);
  return (
    <svg
      class="adm__chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
      onPointerMove={(event) => {
        const { left: from, width: across } = event.currentTarget.getBoundingClientRect();
        const part = ((event.clientX - from) * (width / across) - left) / (width - left - right);
        onPoint(nearest(times, span.fromMs + part * (span.toMs - span.fromMs)));
      }}
      onPointerLeave={() => onPoint(null)}
    >
      {pauses.map(({ fromMs, untilMs }) => {
        const middle = (scale.x(fromMs) + scale.x(untilMs)) / 2;
        return (
          <g key={fromMs}>
            <rect
              class="is-pause"
              x={scale.x(fromMs)}
              y={frame.top}
              width={Math.max(2, scale.x(untilMs) - scale.x(fromMs))}
              height={height - bottom - frame.top}
            />
            <text
              class="is-pause"
              x={Math.min(Math.max(middle, left + nameHalf), width - right - nameHalf)}
              y={frame.top - 6}
              text-anchor="middle"
            >
              {words().adminQueue.stood(lengthText(untilMs - fromMs, lang))}
            </text>
          </g>
        );
      })}
      {[0, 1, 2, 3, 4].map((step) => {
        const y = scale.y((top * step) / 4);
        return (
          <g key={step}>
            <path d={`M${left} ${y}H${width - right}`} />
            <text x={left - 8} y={y + 4} text-anchor="end">
              {count((top * step) / 4, lang)}
            </text>
          </g>
        );
      })}
      {[0, 0.5, 1].map((part) => (
        <text
          key={part}
          x={left + part * (width - left - right)}
          y={height - 6}
          text-anchor={part === 0 ? "start" : part === 1 ? "end" : "middle"}
        >
          {hour(span.fromMs + part * (span.toMs - span.fromMs))}
        </text>
      ))}
      {shown === null ? null : (
        <path
          class="is-cursor"
          d={`M${scale.x(times[shown] ?? 0)} ${frame.top}V${height - bottom}`}
        />
      )}
      {lines.map(({ name, values, isDashed }) => {
        const points = times.map((ms, index) => ({ ms, value: values[index] ?? 0 }));
        return (
          <g key={name}>
            {isDashed ? null : <path class="is-area" d={areaPath(points, scale, gapMs)} />}
            <path
              class={isDashed ? "is-line is-dashed" : "is-line"}
              d={linePath(points, scale, gapMs)}
            />
            {shown === null ? null : (
              <circle cx={scale.x(times[shown] ?? 0)} cy={scale.y(values[shown] ?? 0)} r={4} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
