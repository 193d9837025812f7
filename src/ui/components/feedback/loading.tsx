import type { ComponentChildren } from "preact";
import { words } from "../../state/public-words.ts";

/** Shapes in place of content. They fade in after 150 ms, so that a quick answer shows none. */
export function Loading({ children }: { children: ComponentChildren }) {
  return (
    <div class="loading" aria-busy="true">
      <p class="sr" role="status">
        {words().common.loading}
      </p>
      {children}
    </div>
  );
}

export function Skeleton({ height, ratio }: { height?: number; ratio?: string }) {
  return (
    <div
      class="skel"
      style={{
        ...(height ? { height: `${height}px` } : {}),
        ...(ratio ? { aspectRatio: ratio } : {}),
      }}
    />
  );
}

/** A few lines of different length, as most pages begin. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  return (
    <Loading>
      <div class="stack-2">
        {Array.from({ length: lines }, (_, index) => (
          <Skeleton key={index} height={index === 0 ? 40 : 24} />
        ))}
      </div>
    </Loading>
  );
}
