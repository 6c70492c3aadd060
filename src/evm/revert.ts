// Why code took back what it did: what it returned, as a code with parameters. Solidity's own errors, errors of the standards
// and of the usual libraries by their selectors; of any other the selector. What a contract says in its own words is its word.
// Sources: Solidity, "Error handling"; https://eips.ethereum.org/EIPS/eip-6093; @openzeppelin/contracts 5; Solady;
// Uniswap v2-periphery, universal-router, v4-periphery, permit2

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { visible } from "../base/text.ts";
import { type FunctionSignature, selectorOf } from "../crypto/selector.ts";
import type { Message } from "../protocol/message.ts";
import { revertMessage as say } from "../protocol/revert-codes.ts";

const errorSelector = selectorOf("Error(string)");
const panicSelector = selectorOf("Panic(uint256)");
const executionFailed = selectorOf("ExecutionFailed(uint256,bytes)");
/** Of a contract's own words. */
const mostSaid = 160;

const panics: { readonly [code: number]: () => Message } = {
	1: () => say("revert.panic.assert"),
	17: () => say("revert.panic.overflow"),
	18: () => say("revert.panic.zero"),
	33: () => say("revert.panic.enum"),
	34: () => say("revert.panic.storage"),
	49: () => say("revert.panic.pop"),
	50: () => say("revert.panic.index"),
	65: () => say("revert.panic.memory"),
	81: () => say("revert.panic.function"),
};

type Args = readonly bigint[];
const account = (word: bigint | undefined): Hex =>
	`0x${((word ?? 0n) & ((1n << 160n) - 1n)).toString(16).padStart(40, "0")}`;
const digits = (word: bigint | undefined): string => (word ?? 0n).toString();

const balance = ([who, has, needs]: Args): Message =>
	say("revert.token.balance", {
		account: account(who),
		has: digits(has),
		needs: digits(needs),
	});
const sender = ([who]: Args) =>
	say("revert.token.sender", { account: account(who) });
const receiver = ([who]: Args) =>
	say("revert.token.receiver", { account: account(who) });
const approver = ([who]: Args) =>
	say("revert.token.approver", { account: account(who) });
const operator = ([who]: Args) =>
	say("revert.token.operator", { account: account(who) });
const notAllowed = ([who]: Args) =>
	say("revert.not-allowed", { account: account(who) });
const expired = () => say("revert.expired");
const tooLittle = () => say("revert.received-too-little");
const priceMoved = () => say("revert.price-moved");
const signature = () => say("revert.signature");
const nonce = () => say("revert.nonce");
const innerFailed = () => say("revert.inner-failed");
const transferFailed = ([token]: Args) =>
	say("revert.transfer-failed", { account: account(token) });
const transferFromFailed = () => say("revert.transfer-from-failed");

/**
 * Errors that are known by their selectors, with no arguments but whole words. Two libraries may name an error alike: then only
 * what both mean by it is said.
 */
export const knownErrors: {
	readonly [signature: FunctionSignature]: (args: Args) => Message;
} = {
	"ERC20InsufficientBalance(address,uint256,uint256)": balance,
	"ERC20InvalidSender(address)": sender,
	"ERC20InvalidReceiver(address)": receiver,
	"ERC20InsufficientAllowance(address,uint256,uint256)": ([who, has, needs]) =>
		say("revert.token.allowance", {
			account: account(who),
			has: digits(has),
			needs: digits(needs),
		}),
	"ERC20InvalidApprover(address)": approver,
	"ERC20InvalidSpender(address)": ([who]) =>
		say("revert.token.spender", { account: account(who) }),
	"ERC721InvalidOwner(address)": receiver,
	"ERC721NonexistentToken(uint256)": ([id]) =>
		say("revert.token.missing", { text: digits(id) }),
	"ERC721IncorrectOwner(address,uint256,address)": ([, id, owner]) =>
		say("revert.token.owner", { account: account(owner), text: digits(id) }),
	"ERC721InvalidSender(address)": sender,
	"ERC721InvalidReceiver(address)": receiver,
	"ERC721InsufficientApproval(address,uint256)": ([who, id]) =>
		say("revert.token.approval", { account: account(who), text: digits(id) }),
	"ERC721InvalidApprover(address)": approver,
	"ERC721InvalidOperator(address)": operator,
	"ERC1155InsufficientBalance(address,uint256,uint256,uint256)": balance,
	"ERC1155InvalidSender(address)": sender,
	"ERC1155InvalidReceiver(address)": receiver,
	"ERC1155MissingApprovalForAll(address,address)": operator,
	"ERC1155InvalidApprover(address)": approver,
	"ERC1155InvalidOperator(address)": operator,
	"ERC1155InvalidArrayLength(uint256,uint256)": () =>
		say("revert.token.lengths"),
	// OpenZeppelin
	"OwnableUnauthorizedAccount(address)": ([who]) =>
		say("revert.not-owner", { account: account(who) }),
	"AccessControlUnauthorizedAccount(address,bytes32)": notAllowed,
	"EnforcedPause()": () => say("revert.paused"),
	"ReentrancyGuardReentrantCall()": () => say("revert.reentrant"),
	"SafeERC20FailedOperation(address)": transferFailed,
	"FailedInnerCall()": innerFailed,
	"FailedCall()": innerFailed,
	"ERC2612ExpiredSignature(uint256)": expired,
	"ERC2612InvalidSigner(address,address)": signature,
	"ECDSAInvalidSignature()": signature,
	"InvalidAccountNonce(address,uint256)": nonce,
	// Solady
	"TransferFailed()": () => say("revert.transfer-from-failed"),
	"TransferFromFailed()": transferFromFailed,
	"ApproveFailed()": () => say("revert.approve-failed"),
	"Reentrancy()": () => say("revert.reentrant"),
	// Uniswap's routers and Permit2
	"TransactionDeadlinePassed()": expired,
	"DeadlinePassed(uint256)": expired,
	"AllowanceExpired(uint256)": expired,
	"SignatureExpired(uint256)": expired,
	"V2TooLittleReceived()": tooLittle,
	"V3TooLittleReceived()": tooLittle,
	"V4TooLittleReceived(uint256,uint256)": tooLittle,
	"V2TooMuchRequested()": priceMoved,
	"V3TooMuchRequested()": priceMoved,
	"V4TooMuchRequested(uint256,uint256)": priceMoved,
	"PoolNotInitialized()": () => say("revert.no-liquidity"),
	"InsufficientETH()": () => say("revert.no-coin"),
	"InvalidNonce()": nonce,
	"InvalidSigner()": signature,
	"InvalidSignature()": signature,
};

/** Words that many contracts use alike, for people who do not speak theirs. */
const sayings: { readonly [said: string]: () => Message } = {
	"UniswapV2Router: EXPIRED": expired,
	"Transaction too old": expired,
	"UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT": tooLittle,
	"Too little received": tooLittle,
	"UniswapV2Router: EXCESSIVE_INPUT_AMOUNT": priceMoved,
	"Too much requested": priceMoved,
	"UniswapV2: INSUFFICIENT_LIQUIDITY": () => say("revert.no-liquidity"),
	"UniswapV2Library: INSUFFICIENT_LIQUIDITY": () => say("revert.no-liquidity"),
	"TransferHelper: TRANSFER_FROM_FAILED": transferFromFailed,
	"TransferHelper::transferFrom: transferFrom failed": transferFromFailed,
	STF: transferFromFailed,
	"Pausable: paused": () => say("revert.paused"),
};

const bySelector: ReadonlyMap<
	Hex,
	{ readonly words: number; readonly make: (args: Args) => Message }
> = new Map(
	Object.entries(knownErrors).map(([text, make]) => {
		const [name = "", inside = ""] = text.slice(0, -1).split("(");
		const words = inside === "" ? 0 : inside.split(",").length;
		return [selectorOf(`${name}(${inside})`), { words, make }];
	}),
);

/** The bytes behind an offset that stands in the word `at`; null where they are not there. */
const dynamicAt = (args: Uint8Array, at: number): Uint8Array | null => {
	const wordAt = (from: number): number => {
		const part = args.subarray(from, from + 32);
		const value = part.length < 32 ? -1n : bigFromBytes(part);
		return value < 0n || value > 1_000_000n ? -1 : Number(value);
	};
	const start = wordAt(32 * at);
	const length = start < 0 ? -1 : wordAt(start);
	const bytes =
		length < 0 ? null : args.subarray(start + 32, start + 32 + length);
	return bytes?.length === length ? bytes : null;
};

const quotes = /["\p{Pi}\p{Pf}\u201a\u201e\u2e42\u301d-\u301f\uff02]/gu;

const saidOf = (bytes: Uint8Array): Message => {
	const text = new TextDecoder().decode(bytes);
	if (Object.hasOwn(sayings, text)) {
		const known = sayings[text];
		if (known !== undefined) return known();
	}
	return text.trim() === ""
		? say("revert.empty")
		: say("revert.said", {
				// with a mark of its own it would end the quotation, and go on as if this wallet spoke
				text: visible(text.slice(0, mostSaid)).replaceAll(quotes, "'"),
			});
};

const panicOf = (code: bigint): Message => {
	const known = code < 256n ? panics[Number(code)] : undefined;
	return known === undefined
		? say("revert.panic.other", { text: `0x${code.toString(16)}` })
		: known();
};

const wordsOf = (args: Uint8Array): Args => {
	const words: bigint[] = [];
	for (let at = 0; at + 32 <= args.length; at += 32)
		words.push(bigFromBytes(args.subarray(at, at + 32)));
	return words;
};

/** The reason in what a revert returned. Of any bytes there is one. */
export const reasonOf = (output: Hex, isInner = false): Message => {
	const bytes = fromHex(output);
	if (bytes.length === 0) return say("revert.empty");
	if (bytes.length < 4) return say("revert.raw", { bytes: bytes.length });
	const selector = toHex(bytes.subarray(0, 4));
	const args = bytes.subarray(4);
	const known = bySelector.get(selector);
	if (known !== undefined && args.length === 32 * known.words)
		return known.make(wordsOf(args));
	const said = selector === errorSelector ? dynamicAt(args, 0) : null;
	if (said !== null) return saidOf(said);
	if (selector === panicSelector && args.length === 32)
		return panicOf(bigFromBytes(args));
	const inner =
		selector === executionFailed && !isInner ? dynamicAt(args, 1) : null;
	if (inner !== null && inner.length > 0) return reasonOf(toHex(inner), true);
	return say("revert.other", { selector, bytes: args.length });
};
