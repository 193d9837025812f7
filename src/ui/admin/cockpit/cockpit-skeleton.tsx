import { Loading, Skeleton } from "../../components/feedback/loading.tsx";

/** The page's shape before its figures. */
export function CockpitSkeleton() {
  return (
    <Loading>
      <div class="ck">
        <div class="ck__top">
          <Skeleton height={56} />
          <Skeleton height={96} />
        </div>
        <div class="ck__main">
          <Skeleton height={340} />
        </div>
        <div class="ck__side ck__side--tall">
          <Skeleton height={480} />
        </div>
        <div class="ck__half">
          <Skeleton height={360} />
        </div>
        <div class="ck__half">
          <Skeleton height={360} />
        </div>
      </div>
    </Loading>
  );
}
