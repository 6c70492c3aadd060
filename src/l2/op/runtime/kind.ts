// How an OP rollup is followed and left, for the table of kinds.

import { wayOf } from "../../../exit/way.ts";
import type { KindRuntime } from "../../runtime.ts";
import type { OpProfile } from "../checks/profile.ts";
import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import {
	opCouldBeWrong,
	opWordings,
	registryWordings,
} from "../words/trace.ts";
import { openOp, openOpGames } from "./following.ts";
import { opForced, registryForced } from "./forced.ts";
import { opPlain, registryPlain } from "./plain.ts";
import { openPosted } from "./posted.ts";
import { registryGames } from "./registry-games.ts";

const portalRuntime: KindRuntime<OpProfile> = {
	kind: "op-games-v1",
	ways: [wayOf(opForced), wayOf(opPlain)],
	follow(profile, { l1, l2, relays, clock }) {
		return openOp({ profile, l1, l2, relays, clock });
	},
	wordings: opWordings,
	couldBeWrong: opCouldBeWrong,
};

const registryRuntime: KindRuntime<OpRegistryProfile> = {
	kind: "op-games-v2",
	ways: [wayOf(registryForced), wayOf(registryPlain)],
	follow(profile, { l1, l2, relays, clock }) {
		const parts = { profile, l1, l2, relays, clock };
		return openOpGames({ ...parts, games: registryGames });
	},
	posted: openPosted,
	wordings: registryWordings,
	couldBeWrong: opCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [
	portalRuntime,
	registryRuntime,
];
