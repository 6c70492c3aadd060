// The OP rollups that ship, on Ethereum's main network.

import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import { base } from "./base.ts";
import { ink } from "./ink.ts";
import { mode } from "./mode.ts";
import { opMainnet } from "./op-mainnet.ts";
import { soneium } from "./soneium.ts";
import { unichain } from "./unichain.ts";
import { worldChain } from "./world-chain.ts";
import { zora } from "./zora.ts";

export const opProfiles: readonly OpRegistryProfile[] = [
	opMainnet,
	base,
	unichain,
	ink,
	soneium,
	mode,
	zora,
	worldChain,
];
