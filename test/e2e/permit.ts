// A token whose owners allow by signature (EIP-2612), as Uniswap's package ships one, and a site that asks for that: the person gives
// less than is asked for, and the token itself takes what was signed.

import {
	encodeAbiParameters,
	encodeFunctionData,
	parseAbi,
	parseSignature,
} from "viem";
import { expect } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { artifact } from "../evm/uniswap.ts";
import type { Maker } from "./maker.ts";
import { decide, waitForText } from "./person.ts";
import { askedBy, chainOf, deedOn, given, type Sitting } from "./sitting.ts";

const abi = parseAbi([
	"function transfer(address, uint256)",
	"function permit(address, address, uint256, uint256, uint8, bytes32, bytes32)",
	"function allowance(address, address) view returns (uint256)",
	"function nonces(address) view returns (uint256)",
]);
/** As the contract names itself in its domain. */
const name = "Uniswap V2";
const ether = 10n ** 18n;
const far = 2n ** 40n;
const signature = d.hex(65);

/** @returns the token, of which `holder` has a thousand */
export const makePermitToken = async (
	maker: Maker,
	holder: Hex,
): Promise<Hex> => {
	const all = encodeAbiParameters([{ type: "uint256" }], [10_000n * ether]);
	const token = await maker.send(
		null,
		`${artifact("v2-core/build/ERC20")}${all.slice(2)}`,
		2_000_000n,
	);
	await maker.send(
		token,
		encodeFunctionData({
			abi,
			functionName: "transfer",
			args: [holder, 1_000n * ether],
		}),
		100_000n,
	);
	return token;
};

/** A site asks for 500 of it, which is on the wallet's list; the person lets it take 20, and somebody else brings the signature to the token. */
export const permitLess = async (
	sitting: Sitting,
	maker: Maker,
	token: Hex,
	spender: Hex,
): Promise<void> => {
	const { browser, hand, watch, site, me, execution } = sitting;
	const chain = chainOf(execution);
	const [asked, own] = [500n * ether, 20n * ether];
	const permit = {
		token,
		name,
		spender,
		value: `${asked}`,
		deadline: `${far}`,
	};
	const signing = deedOn(site, `permit(${given(me, permit)})`);
	const page = await askedBy(sitting, signing);
	await waitForText(
		page,
		"It lets somebody take tokens of this account without asking again",
		30_000,
	);
	await watch("permit-asked", page);
	await hand.fill(page, "Another amount, in UNI-V2", "20");
	await hand.press(page, "Set this amount");
	await waitForText(page, "You set");
	await watch("permit-own", page);
	await hand.press(page, "Allow this amount of token");
	const { v, r, s } = parseSignature(signature(await signing, "signature"));
	await decide(browser, page, "Done", hand);

	// by nobody's word but the token's
	await maker.send(
		token,
		encodeFunctionData({
			abi,
			functionName: "permit",
			args: [me, spender, own, far, Number(v), r, s],
		}),
		200_000n,
	);
	await maker.settle();
	const allowed = encodeFunctionData({
		abi,
		functionName: "allowance",
		args: [me, spender],
	});
	expect(await chain.ask(token, allowed)).toBe(own);
};
