import { signal } from "@preact/signals";
import type { AdminVenue } from "../../../contract/admin/venues.ts";
import type { View } from "../../seat-map/drawing/view.ts";
import type { PlanCanvas } from "./canvas/plan-canvas.ts";
import { words } from "../../state/language.ts";
import { recall, remember } from "../../state/storage.ts";
import type { EditingSession } from "./state/session.ts";
import type { Editor, ToolName } from "./state/editor.ts";
import { ToolOptions } from "./state/options.ts";
import { partText } from "./panels/selection-text.ts";
import { toolOf } from "./tools/tools.ts";
import type { Bench, Tool } from "./tools/tool.ts";

/** What the parts of the screen share: the draft, the canvas, and the tool in hand. */
export class Studio implements Bench {
  readonly session: EditingSession;
  readonly editor: Editor;
  readonly options = new ToolOptions();
  /** What the venue says about the plan: how many it may admit, and its gates. */
  readonly venue = signal<Pick<AdminVenue, "capacity" | "gates"> | null>(null);
  readonly view = signal<View | null>(null);
  readonly pointer = signal<readonly [number, number] | null>(null);
  /** The picture to draw by, once it has loaded. */
  readonly picture = signal<HTMLImageElement | null>(null);
  /** The seats whose restricted view needs a text. */
  readonly asked = signal<Uint32Array | null>(null);
  readonly panel = signal<"properties" | "list" | "checks">("properties");
  readonly dialog = signal<"keys" | "publish" | null>(null);
  /** Whether single letters are commands; somebody who dictates turns that off. */
  readonly hasKeys = signal(recall("plan-keys") !== "off");
  map: PlanCanvas | null = null;
  hand: Tool;
  /** While Space is down, one pointer moves the view. */
  isSpace = false;

  constructor(session: EditingSession) {
    this.session = session;
    this.editor = session.editor;
    this.hand = toolOf("select", this);
    // Somebody else edits now: nothing can be drawn.
    this.editor.canEdit.subscribe((canEdit) => {
      if (!canEdit) this.editor.tool.value = "select";
    });
    this.hasKeys.subscribe((isOn) => remember("plan-keys", isOn ? null : "off"));
  }

  /** A new tool starts afresh. */
  takeTool(name: ToolName): Tool {
    this.hand.cancel?.();
    this.hand = toolOf(name, this);
    return this.hand;
  }

  sketch: Bench["sketch"] = (sketch) => this.map?.setSketch(sketch);
  lift: Bench["lift"] = (lifted) => this.map?.lift(lifted);
  cmPerPx = () => 1 / (this.map?.view.scale || 1);
  askText: Bench["askText"] = (seats) => {
    this.asked.value = seats;
  };

  get tell(): Bench["tell"] {
    const w = words().planEditor.said;
    const { editor } = this;
    return {
      made: (id) => {
        const part = editor.part(id);
        editor.say(part ? w.made(partText(part)) : w.madeStage);
      },
      moved: () => editor.say(w.moved),
      copied: (count) => editor.say(w.copied(count)),
      painted: (count, isOff) => editor.say(isOff ? w.unpainted(count) : w.painted(count)),
      seats: (count) => words().planEditor.seats(count),
    };
  }
}
