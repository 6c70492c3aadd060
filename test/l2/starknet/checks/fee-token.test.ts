// That STRK and ETH are where the shipped profile says: L1's core has named its fee token in configHash, which commits to the chain's
// id too. The hashes are those that its events of changes gave (l2beat/l2beat@024b02a00429, starknet, configHashHistory). Source of the
// hash: starkware-libs/cairo-lang, starknet/core/os/os_config (Pedersen over the elements, and how many there are).

import { expect, it } from "vitest";
import { pedersen } from "../../../../src/crypto/pedersen.ts";
import { shortText } from "../../../../src/l2/starknet/checks/felt.ts";
import { mainnet } from "../../../../src/l2/starknet/profiles/mainnet.ts";

const tokenOf = (symbol: string): bigint =>
	BigInt(mainnet.tokens.find((one) => one.symbol === symbol)?.address ?? "0x0");

const configHash = (version: string, token: bigint): bigint => {
	const elements = [shortText(version), shortText(mainnet.networkId), token];
	const chained = elements.reduce((sum, one) => pedersen(sum, one), 0n);
	return pedersen(chained, BigInt(elements.length));
};

it("has the fee tokens that L1 committed to, STRK's and before it ETH's", () => {
	expect(configHash("StarknetOsConfig3", tokenOf("STRK"))).toBe(
		3188242426588271529884520804512942022765170489242162533995649881904346336763n,
	);
	expect(configHash("StarknetOsConfig1", tokenOf("ETH"))).toBe(
		671483050609816861429812414688707376174032882875357307847551691140236175837n,
	);
});
