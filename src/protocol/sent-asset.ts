// What the person sends that is not the chain's own coin.

import { address, type Decoded, variant } from "../base/decode.ts";
import { amount } from "./amount.ts";

const assets = variant({
	erc20: { token: address, amount },
	erc721: { token: address, id: amount },
	erc1155: { token: address, id: amount, amount },
});
export const sentAsset = assets.decode;
export type SentAsset = Decoded<typeof sentAsset>;
