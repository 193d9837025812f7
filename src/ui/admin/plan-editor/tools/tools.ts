import type { ToolName } from "../state/editor.ts";
import {
  blockTool,
  outlineTool,
  rowTool,
  stageTool,
  standingTool,
  tableTool,
} from "./drawing-tools.ts";
import { handTool, lassoTool, paintTool, pictureTool } from "./marking-tools.ts";
import { selectTool } from "./select-tool.ts";
import { type Bench, type Tool, whereNew } from "./tool.ts";

export function toolOf(name: ToolName, bench: Bench): Tool {
  const { options } = bench;
  switch (name) {
    case "select":
    case "number":
      return selectTool(bench);
    case "lasso":
      return lassoTool(bench);
    case "hand":
      return handTool();
    case "row":
      return rowTool(bench);
    case "block":
      return blockTool(bench);
    case "outline":
      return outlineTool(bench);
    case "table":
      return tableTool(bench);
    case "standing":
      return standingTool(bench);
    case "stage":
      return stageTool(bench);
    case "picture":
      return pictureTool(bench);
    case "paint":
      return paintTool(bench, () => ({ zone: whereNew(bench).zone }));
    case "accessible":
      return paintTool(bench, () => ({ flag: options.mark.peek() }));
    case "restricted":
      return paintTool(bench, () => {
        const text = options.restrictedText.peek();
        return text.ko || text.en ? { flag: "restricted", text } : { flag: "restricted" };
      });
  }
}
