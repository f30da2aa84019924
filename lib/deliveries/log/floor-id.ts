import { ulidFloor } from "@/lib/ids";

/** The smallest id of a delivery that was made at a moment: ids bound a time. */
export function floorId(moment: Date): string {
  return `dlv_${ulidFloor(Math.max(0, moment.getTime()))}`;
}
