import "../../seat-map/map.css";
import "./chooser.css";
import "./list.css";
import "./tray.css";
import { Skeleton } from "../../components/feedback/loading.tsx";
import { words } from "../../state/language.ts";

/** The skeleton of the page: ways to choose, the map, and the tray. */
export function ChooserSkeleton() {
  return (
    <main id="main" class="chooser loading" aria-busy="true">
      <div class="chooser__ways">
        <Skeleton height={50} />
        <Skeleton height={48} />
      </div>
      <div class="chooser__map">
        <p class="c-2 t-14" role="status" style={{ placeSelf: "center" }}>
          {words().choose.loadingMap}
        </p>
      </div>
      <div class="tray">
        <Skeleton height={24} />
        <Skeleton height={40} />
        <Skeleton height={56} />
      </div>
    </main>
  );
}
