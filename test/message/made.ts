// Messages of every kind as sites ask for them, for tests of the rules and of the screens. One account asks for all of them.

import { type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import type { RawMessage } from "../../src/message/request.ts";
import { multiSendOf, tokenCall } from "./multi-send.ts";

export const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
export const origin = "https://forum.example";
export const usdc: Hex = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
export const weth: Hex = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
export const router: Hex = "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45";
export const permit2: Hex = "0x000000000022d473030f116ddee9f6b43ac78ba3";
const nft: Hex = "0xbc4ca0eda7647a8ab7c2061c2e118a18a936f13d";
const zero: Hex = "0x0000000000000000000000000000000000000000";
const noHash = `0x${"0".repeat(64)}`;
export const most256 = (2n ** 256n - 1n).toString();
export const most160 = (2n ** 160n - 1n).toString();

export type MadeField = { readonly name: string; readonly type: string };
/** Typed data as a site writes it. */
export type MadeTyped = {
	readonly types: { readonly [name: string]: readonly MadeField[] };
	readonly primaryType: string;
	readonly domain: { readonly [name: string]: unknown };
	readonly message: { readonly [name: string]: unknown };
};

/** "address owner,uint256 value" as fields. */
const fields = (written: string): readonly MadeField[] =>
	written.split(",").map((one) => {
		const [type = "", name = ""] = one.split(" ");
		return { name, type };
	});

const token = {
	name: "USD Coin",
	version: "2",
	chainId: 1,
	verifyingContract: usdc,
};

const permitTypes = {
	Permit: fields(
		"address owner,address spender,uint256 value,uint256 nonce,uint256 deadline",
	),
};
export const permit: MadeTyped = {
	types: permitTypes,
	primaryType: "Permit",
	domain: token,
	message: {
		owner: me,
		spender: router,
		value: "500000000",
		nonce: 0,
		deadline: 1_800_000_000,
	},
};

export const dai: MadeTyped = {
	types: {
		Permit: fields(
			"address holder,address spender,uint256 nonce,uint256 expiry,bool allowed",
		),
	},
	primaryType: "Permit",
	domain: {
		name: "Dai Stablecoin",
		version: "1",
		chainId: 1,
		verifyingContract: "0x6b175474e89094c44da98b954eedeac495271d0f",
	},
	message: { holder: me, spender: router, nonce: 1, expiry: 0, allowed: true },
};

const moved = fields(
	"address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce",
);
const movement = {
	from: me,
	to: router,
	value: "25000000",
	validAfter: 0,
	validBefore: 1_800_000_000,
	nonce: `0x${"07".repeat(32)}`,
};
export const transferAuthorization: MadeTyped = {
	types: { TransferWithAuthorization: moved },
	primaryType: "TransferWithAuthorization",
	domain: token,
	message: movement,
};
export const receiveAuthorization: MadeTyped = {
	types: { ReceiveWithAuthorization: moved },
	primaryType: "ReceiveWithAuthorization",
	domain: token,
	message: movement,
};
export const cancelAuthorization: MadeTyped = {
	types: { CancelAuthorization: fields("address authorizer,bytes32 nonce") },
	primaryType: "CancelAuthorization",
	domain: token,
	message: { authorizer: me, nonce: movement.nonce },
};

const permit2Domain = {
	name: "Permit2",
	chainId: 1,
	verifyingContract: permit2,
};
const PermitDetails = fields(
	"address token,uint160 amount,uint48 expiration,uint48 nonce",
);
const detail = {
	token: usdc,
	amount: most160,
	expiration: 1_798_000_000,
	nonce: 0,
};
export const permitSingle: MadeTyped = {
	types: {
		PermitSingle: fields(
			"PermitDetails details,address spender,uint256 sigDeadline",
		),
		PermitDetails,
	},
	primaryType: "PermitSingle",
	domain: permit2Domain,
	message: { details: detail, spender: router, sigDeadline: 1_795_000_000 },
};
export const permitBatch: MadeTyped = {
	types: {
		PermitBatch: fields(
			"PermitDetails[] details,address spender,uint256 sigDeadline",
		),
		PermitDetails,
	},
	primaryType: "PermitBatch",
	domain: permit2Domain,
	message: {
		details: [
			detail,
			{ ...detail, token: weth, amount: "1000000000000000000" },
		],
		spender: router,
		sigDeadline: 1_795_000_000,
	},
};
const TokenPermissions = fields("address token,uint256 amount");
const permitted = { token: usdc, amount: "75000000" };
export const permitTransfer: MadeTyped = {
	types: {
		PermitTransferFrom: fields(
			"TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline",
		),
		TokenPermissions,
	},
	primaryType: "PermitTransferFrom",
	domain: permit2Domain,
	message: { permitted, spender: router, nonce: 5, deadline: 1_795_000_000 },
};
export const permitBatchTransfer: MadeTyped = {
	types: {
		PermitBatchTransferFrom: fields(
			"TokenPermissions[] permitted,address spender,uint256 nonce,uint256 deadline",
		),
		TokenPermissions,
	},
	primaryType: "PermitBatchTransferFrom",
	domain: permit2Domain,
	message: {
		permitted: [permitted, { token: weth, amount: most256 }],
		spender: router,
		nonce: 5,
		deadline: 1_795_000_000,
	},
};
export const permitWitness: MadeTyped = {
	types: {
		PermitWitnessTransferFrom: fields(
			"TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,ExampleOrder witness",
		),
		TokenPermissions,
		ExampleOrder: fields("address to,uint256 least"),
	},
	primaryType: "PermitWitnessTransferFrom",
	domain: permit2Domain,
	message: {
		...permitTransfer.message,
		witness: { to: me, least: "30000000000000000" },
	},
};

const seaportTypes = {
	OrderComponents: fields(
		"address offerer,address zone,OfferItem[] offer,ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter",
	),
	OfferItem: fields(
		"uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount",
	),
	ConsiderationItem: fields(
		"uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount,address recipient",
	),
};
const openSea =
	"0x0000007b02230091a7ed01230072f7006a004d60a8d4e71d599b8104250f0000";
export const openSeaConduit = "0x1e0049783f008a0085193e00003d00cd54003c71";
const coinItem = (amount: string, recipient: Hex) => ({
	itemType: 0,
	token: zero,
	identifierOrCriteria: 0,
	startAmount: amount,
	endAmount: amount,
	recipient,
});
const components = {
	offerer: me,
	zone: zero,
	offer: [
		{
			itemType: 2,
			token: nft,
			identifierOrCriteria: 7804,
			startAmount: 1,
			endAmount: 1,
		},
	],
	consideration: [
		coinItem("9750000000000000000", me),
		coinItem("250000000000000000", router),
	],
	orderType: 0,
	startTime: 1_790_000_000,
	endTime: 1_795_000_000,
	zoneHash: noHash,
	salt: 1,
	conduitKey: openSea,
	counter: 0,
};
export const seaportDomain = {
	name: "Seaport",
	version: "1.6",
	chainId: 1,
	verifyingContract: "0x0000000000000068f116a894984e2db1123eb395",
};
export const seaport: MadeTyped = {
	types: seaportTypes,
	primaryType: "OrderComponents",
	domain: seaportDomain,
	message: components,
};
export const seaportBulk: MadeTyped = {
	types: {
		...seaportTypes,
		BulkOrder: fields("OrderComponents[2][2] tree"),
	},
	primaryType: "BulkOrder",
	domain: seaportDomain,
	message: {
		tree: [
			[components, { ...components, salt: 2 }],
			[
				{ ...components, salt: 3 },
				{
					...components,
					offerer: zero,
					offer: [],
					consideration: [],
					conduitKey: noHash,
				},
			],
		],
	},
};

export const cow: MadeTyped = {
	types: {
		Order: fields(
			"address sellToken,address buyToken,address receiver,uint256 sellAmount,uint256 buyAmount,uint32 validTo,bytes32 appData,uint256 feeAmount,string kind,bool partiallyFillable,string sellTokenBalance,string buyTokenBalance",
		),
	},
	primaryType: "Order",
	domain: {
		name: "Gnosis Protocol",
		version: "v2",
		chainId: 1,
		verifyingContract: "0x9008d19f58aabd9ed0d60971565aa8510560ab41",
	},
	message: {
		sellToken: usdc,
		buyToken: weth,
		receiver: me,
		sellAmount: "500000000",
		buyAmount: "158400000000000000",
		validTo: 1_795_000_000,
		appData: `0x${"0a".repeat(32)}`,
		feeAmount: 0,
		kind: "sell",
		partiallyFillable: false,
		sellTokenBalance: "erc20",
		buyTokenBalance: "erc20",
	},
};

export const safeTx: MadeTyped = {
	types: {
		SafeTx: fields(
			"address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce",
		),
	},
	primaryType: "SafeTx",
	domain: { chainId: 1, verifyingContract: `0x${"5a".repeat(20)}` },
	message: {
		// MultiSendCallOnly 1.4.1
		to: "0x9641d764fc13c8b624c04430c7356c1c7c8102e2",
		value: "0",
		data: multiSendOf([
			{ to: usdc, data: tokenCall("transfer", router, 500_000_000n) },
			{ to: usdc, data: tokenCall("approve", router, 7n) },
		]),
		operation: 1,
		safeTxGas: 0,
		baseGas: 0,
		gasPrice: 0,
		gasToken: zero,
		refundReceiver: zero,
		nonce: 12,
	},
};

export const unknown: MadeTyped = {
	types: {
		Vote: fields("address voter,string choice,Reason[] reasons"),
		Reason: fields("string text,uint256 weight"),
	},
	primaryType: "Vote",
	domain: { name: "A parliament" },
	message: {
		voter: me,
		choice: "yes\u202eon",
		reasons: [
			{ text: "It is cheap", weight: 2 },
			{ text: "It is right", weight: "3" },
		],
	},
};

/** Those of a known standard, by name. */
export const known = {
	permit,
	dai,
	transferAuthorization,
	receiveAuthorization,
	cancelAuthorization,
	permitSingle,
	permitBatch,
	permitTransfer,
	permitBatchTransfer,
	permitWitness,
	seaport,
	seaportBulk,
	cow,
	safeTx,
} as const;

export const rawText = (text: string): RawMessage => ({
	kind: "text",
	bytes: toHex(utf8(text)),
});
export const rawTyped = (typed: MadeTyped): RawMessage => ({
	kind: "typed",
	data: JSON.stringify(typed),
});

export const signIn = (
	change: (lines: string[]) => readonly string[] = (lines) => lines,
): string =>
	change([
		"forum.example wants you to sign in with your Ethereum account:",
		"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
		"",
		"Sign in to the forum. You accept its rules.",
		"",
		"URI: https://forum.example/login",
		"Version: 1",
		"Chain ID: 1",
		"Nonce: 32891756",
		"Issued At: 2026-11-21T11:59:00Z",
		"Expiration Time: 2026-11-21T12:30:00Z",
	]).join("\n");
