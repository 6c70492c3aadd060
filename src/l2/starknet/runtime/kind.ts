// How Starknet is read, for the table of kinds. Nobody can leave it alone, so there are no ways out.

import type { KindRuntime } from "../../runtime.ts";
import { starknetCouldBeWrong, starknetWordings } from "../words/trace.ts";
import { followStarknet } from "./following.ts";

const starknetRuntime: KindRuntime = {
	kind: "starknet-v1",
	ways: [],
	followRead: followStarknet,
	wordings: starknetWordings,
	couldBeWrong: starknetCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [starknetRuntime];
