// Sending a token from the wallet's own screen: the call that its standard has for it.

import { abiAddress, abiBytes, abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { selectorsOf } from "../crypto/selector.ts";
import type { SentAsset } from "../protocol/sent-asset.ts";
import type { OrderRequest } from "./order-context.ts";

const selectors = selectorsOf({
	erc20: "transfer(address,uint256)",
	erc721: "safeTransferFrom(address,address,uint256)",
	erc1155: "safeTransferFrom(address,address,uint256,uint256,bytes)",
});

const dataOf = (asset: SentAsset, from: Hex, to: Hex): Hex => {
	switch (asset.kind) {
		case "erc20":
			return abiCall(
				selectors.erc20,
				abiAddress(to),
				abiWord(BigInt(asset.amount)),
			);
		case "erc721":
			return abiCall(
				selectors.erc721,
				abiAddress(from),
				abiAddress(to),
				abiWord(BigInt(asset.id)),
			);
		case "erc1155":
			return abiCall(
				selectors.erc1155,
				abiAddress(from),
				abiAddress(to),
				abiWord(BigInt(asset.id)),
				abiWord(BigInt(asset.amount)),
				abiBytes("0x"),
			);
	}
};

/** What is asked of the token's contract, to send some of it. @throws bad-field for an amount over 256 bits */
export const assetCall = (
	asset: SentAsset,
	from: Hex,
	to: Hex,
): Pick<OrderRequest, "to" | "valueWei" | "call"> => ({
	to: asset.token,
	valueWei: 0n,
	call: { data: dataOf(asset, from, to), accessList: [] },
});
