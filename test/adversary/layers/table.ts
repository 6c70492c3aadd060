// Every family of layer 2s that is lied about. A new one is a file beside this one and a line here.

import { arbitrumFamily } from "./arbitrum.ts";
import type { LayerFamily } from "./family.ts";
import { lineaFamily } from "./linea.ts";
import { opFamily } from "./op.ts";
import { starknetFamily } from "./starknet.ts";
import { zksyncFamily } from "./zksync.ts";

export const layerFamilies: readonly LayerFamily[] = [
	opFamily,
	arbitrumFamily,
	lineaFamily,
	zksyncFamily,
	starknetFamily,
];
