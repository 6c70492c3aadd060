// What the person sends that is not the chain's own coin.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";

const assets = d.variant({
	erc20: { token: d.address, amount },
	erc721: { token: d.address, id: amount },
	erc1155: { token: d.address, id: amount, amount },
});
export const sentAsset = assets.decode;
export type SentAsset = Decoded<typeof sentAsset>;
