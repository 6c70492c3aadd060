// Every topic there is. A new one is added here and nowhere else.

import { bls } from "./bls.ts";
import { kzg } from "./kzg.ts";
import { l2Chain } from "./l2-chain.ts";
import { l2State } from "./l2-state.ts";
import { lcMainnet } from "./lc-mainnet.ts";
import { lcSpec } from "./lc-spec.ts";
import { snark } from "./snark.ts";
import { stateL1 } from "./state-l1.ts";
import type { Topic } from "./topic.ts";
import { wallet } from "./wallet.ts";

export const topics: readonly Topic[] = [
	lcSpec,
	lcMainnet,
	bls,
	kzg,
	snark,
	stateL1,
	l2State,
	l2Chain,
	wallet,
];
