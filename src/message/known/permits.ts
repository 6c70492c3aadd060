// Signatures by which a token, or Permit2, lets somebody take: ERC-2612, DAI's own, ERC-3009 and Permit2.
// Sources: https://eips.ethereum.org/EIPS/eip-2612 https://eips.ethereum.org/EIPS/eip-3009
// https://github.com/makerdao/dss/blob/master/src/dai.sol https://github.com/Uniswap/permit2

import type { Hex } from "../../base/bytes.ts";
import type {
	MessageGrant,
	MessageMeaning,
} from "../../protocol/message-views.ts";
import type { StructTypes, TypedStruct } from "../typed-data.ts";
import {
	bigIn,
	boundOf,
	type Candidate,
	endOf,
	flagIn,
	hexIn,
	type Recognize,
	structIn,
	structsIn,
	tokenAsset,
} from "./standard.ts";

/** The token that the message is for, on one chain. Null where the domain names none: then it is no permit of a token. */
const tokenOf = ({ domain }: Candidate): Hex | null =>
	domain.chainId === null ? null : domain.verifyingContract;

const allow = (
	standard: Extract<MessageMeaning, { readonly kind: "allow" }>["standard"],
	grants: readonly MessageGrant[],
	hasTerms = false,
): MessageMeaning | null =>
	grants.length === 0 || grants.length > 64
		? null
		: { kind: "allow", standard, grants: [...grants], hasTerms };

const permit2612 =
	"Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";

/** The token and the terms of a permit of that type that the account gives; null where it is none. */
const permitOf = (candidate: Candidate, type: string, giver: string) => {
	const token = tokenOf(candidate);
	if (candidate.type !== type || token === null) return null;
	const { message } = candidate.data;
	return hexIn(message, giver) === candidate.account
		? { token, message }
		: null;
};

/** Its deadline is that of the signature: what it allows does not end by itself. */
const erc2612: Recognize = (candidate) => {
	const permit = permitOf(candidate, permit2612, "owner");
	if (permit === null) return null;
	const { token, message } = permit;
	return allow("ERC-2612", [
		{
			who: hexIn(message, "spender"),
			asset: tokenAsset(token, boundOf(bigIn(message, "value"))),
			to: null,
			uses: "amount",
			fromS: null,
			useByS: endOf(bigIn(message, "deadline")),
			untilS: null,
		},
	]);
};

const permitDai =
	"Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)";

/** All or nothing. An expiry of 0 is none. */
const dai: Recognize = (candidate) => {
	const permit = permitOf(candidate, permitDai, "holder");
	if (permit === null) return null;
	const { token, message } = permit;
	const expiry = bigIn(message, "expiry");
	return allow("DAI", [
		{
			who: hexIn(message, "spender"),
			asset: tokenAsset(token, flagIn(message, "allowed") ? null : "0"),
			to: null,
			uses: "amount",
			fromS: null,
			useByS: expiry === 0n ? null : endOf(expiry),
			untilS: null,
		},
	]);
};

const authorization = (name: string): string =>
	`${name}(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)`;

/** One payment, which anyone may carry out, or for "Receive" its receiver alone. */
const erc3009: Recognize = (candidate) => {
	const { type, account, data } = candidate;
	const token = tokenOf(candidate);
	if (token === null) return null;
	const { message } = data;
	if (type === "CancelAuthorization(address authorizer,bytes32 nonce)")
		return hexIn(message, "authorizer") === account
			? { kind: "cancel", contract: token }
			: null;
	const isReceived = type === authorization("ReceiveWithAuthorization");
	if (!isReceived && type !== authorization("TransferWithAuthorization"))
		return null;
	if (hexIn(message, "from") !== account) return null;
	const to = hexIn(message, "to");
	const after = bigIn(message, "validAfter");
	const before = endOf(bigIn(message, "validBefore"));
	return allow("ERC-3009", [
		{
			who: isReceived ? to : null,
			// what is paid at once is a number of it, however much: none has no bound
			asset: tokenAsset(token, bigIn(message, "value").toString()),
			to,
			uses: "once",
			fromS: after === 0n ? null : after.toString(),
			useByS: before,
			untilS: before,
		},
	]);
};

/** On the chains where it has its usual address. */
const permit2: Hex = "0x000000000022d473030f116ddee9f6b43ac78ba3";
const details =
	"PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)";
const permissions = "TokenPermissions(address token,uint256 amount)";

const isPermit2 = ({ domain }: Candidate): boolean =>
	domain.name === "Permit2" &&
	domain.verifyingContract === permit2 &&
	domain.chainId !== null &&
	domain.version === null &&
	domain.salt === null;

/** What Permit2 is told to allow: one spender, each token with its bound. Null where a part of it cannot be read. */
const granted = (
	message: TypedStruct,
	items: readonly (TypedStruct | null)[] | null,
	timesOf: (
		item: TypedStruct,
	) => Pick<MessageGrant, "uses" | "useByS" | "untilS">,
	hasTerms?: boolean,
): MessageMeaning | null => {
	const found = (items ?? []).flatMap((item): readonly MessageGrant[] =>
		item === null
			? []
			: [
					{
						who: hexIn(message, "spender"),
						asset: tokenAsset(
							hexIn(item, "token"),
							boundOf(bigIn(item, "amount")),
						),
						to: null,
						fromS: null,
						...timesOf(item),
					},
				],
	);
	return found.length === items?.length
		? allow("Permit2", found, hasTerms)
		: null;
};

/** An allowance that Permit2 keeps, until it ends by itself. */
const kept = (
	message: TypedStruct,
	items: readonly (TypedStruct | null)[] | null,
): MessageMeaning | null => {
	const useByS = endOf(bigIn(message, "sigDeadline"));
	return granted(message, items, (item) => ({
		uses: "amount",
		useByS,
		untilS: endOf(bigIn(item, "expiration")),
	}));
};

/** To be taken once, by the signature itself. */
const taken = (
	message: TypedStruct,
	items: readonly (TypedStruct | null)[] | null,
	hasTerms: boolean,
): MessageMeaning | null => {
	const deadline = endOf(bigIn(message, "deadline"));
	return granted(
		message,
		items,
		() => ({ uses: "once", useByS: deadline, untilS: deadline }),
		hasTerms,
	);
};

const written = (types: StructTypes, name: string): string =>
	(types[name] ?? []).map((one) => `${one.type} ${one.name}`).join(",");

/**
 * With terms of the spender's own: Permit2 takes any struct as the last field, behind its own four. What it is called, and what is
 * in it, is the spender's business.
 */
const isWitness = ({ data }: Candidate, batch: "" | "Batch"): boolean => {
	const { types, primaryType } = data;
	const list = batch === "" ? "" : "[]";
	const own = `TokenPermissions${list} permitted,address spender,uint256 nonce,uint256 deadline,`;
	return (
		primaryType === `Permit${batch}WitnessTransferFrom` &&
		types[primaryType]?.length === 5 &&
		written(types, primaryType).startsWith(own) &&
		written(types, "TokenPermissions") === "address token,uint256 amount"
	);
};

const permit2Of: Recognize = (candidate) => {
	if (!isPermit2(candidate)) return null;
	const { type, data } = candidate;
	const { message } = data;
	switch (type) {
		case `PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)${details}`:
			return kept(message, [structIn(message, "details")]);
		case `PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)${details}`:
			return kept(message, structsIn(message, "details"));
		case `PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)${permissions}`:
			return taken(message, [structIn(message, "permitted")], false);
		case `PermitBatchTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,uint256 deadline)${permissions}`:
			return taken(message, structsIn(message, "permitted"), false);
	}
	if (isWitness(candidate, ""))
		return taken(message, [structIn(message, "permitted")], true);
	if (isWitness(candidate, "Batch"))
		return taken(message, structsIn(message, "permitted"), true);
	return null;
};

export const permits: readonly Recognize[] = [erc2612, dai, erc3009, permit2Of];
