// Orders that others may fill: Seaport's and CoW Protocol's. What leaves is bounded by the order itself, and what has to arrive
// for it stands beside.
// Sources: https://github.com/ProjectOpenSea/seaport https://github.com/cowprotocol/contracts

import {
	concat,
	fromHex,
	type Hex,
	toHex,
	zeroAddress,
} from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import { keccak256 } from "../../crypto/hash.ts";
import {
	type MessageAsset,
	type MessageOrder,
	mostMessageOrders,
} from "../../protocol/message-views.ts";
import { isStruct, type TypedStruct, type TypedValue } from "../typed-data.ts";
import {
	bigIn,
	type Candidate,
	coinAsset,
	endOf,
	flagIn,
	hexIn,
	type Recognize,
	structsIn,
	textIn,
	tokenAsset,
} from "./standard.ts";

/** Where each version of it stands. */
const seaports: { readonly [version: string]: Hex } = {
	"1.1": "0x00000000006c3852cbef3e08e8df289169ede581",
	"1.2": "0x00000000000006c7676171937c444f6bde3d6282",
	"1.3": "0x0000000000000ad24e80fd803c6ac37206a45f15",
	"1.4": "0x00000000000001ad428e4906ae43d8f9852d0dd6",
	"1.5": "0x00000000000000adc04c56bf30ac9d3c0aaf14dc",
	"1.6": "0x0000000000000068f116a894984e2db1123eb395",
};
const conduitController: Hex = "0x00000000f9490004c11cef243f5400493c00ad63";
const conduitCode: Hex =
	"0x023d904f2503c37127200ca07b976c3a53cc562623f67023115bf311f5805059";
const noKey = `0x${"0".repeat(64)}`;

/** The contract that moves the tokens: Seaport itself, or the conduit of that key, which its controller has made (CREATE2). */
const pullerOf = (seaport: Hex, conduitKey: Hex): Hex =>
	conduitKey === noKey
		? seaport
		: toHex(
				keccak256(
					concat(
						Uint8Array.of(0xff),
						fromHex(conduitController),
						fromHex(conduitKey),
						fromHex(conduitCode),
					),
				).subarray(12),
			);

const components =
	"OrderComponents(address offerer,address zone,OfferItem[] offer,ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter)";
const items =
	"ConsiderationItem(uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount,address recipient)OfferItem(uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount)";

const assetOf = (item: TypedStruct, amount: bigint): MessageAsset | null => {
	const contract = hexIn(item, "token");
	const id = bigIn(item, "identifierOrCriteria").toString();
	switch (textIn(item, "itemType")) {
		case "0":
			return coinAsset(amount.toString());
		case "1":
			return tokenAsset(contract, amount.toString());
		case "2":
		case "3":
			return {
				...tokenAsset(contract, amount.toString()),
				kind: "nft",
				item: id,
			};
		case "4":
		case "5":
			// one of a set that a hash stands for, or any of that contract
			return { ...tokenAsset(contract, amount.toString()), kind: "some" };
		default:
			return null;
	}
};

/** Its amount runs from one to the other while it is open. */
const rangeOf = (
	item: TypedStruct,
): { readonly least: bigint; readonly most: bigint } => {
	const start = bigIn(item, "startAmount");
	const end = bigIn(item, "endAmount");
	return start < end
		? { least: start, most: end }
		: { least: end, most: start };
};

type SeaportOrder = MessageOrder & { readonly through: Hex };

/** An order by that account, in which every item is of a kind that is known. */
const seaportOrder = (
	order: TypedStruct,
	account: Hex,
	seaport: Hex,
): SeaportOrder | null => {
	const offer = structsIn(order, "offer");
	const consideration = structsIn(order, "consideration");
	const type = bigIn(order, "orderType");
	// type 4 is a contract's own, which no signature makes
	if (offer === null || consideration === null || type > 3n) return null;
	if (hexIn(order, "offerer") !== account) return null;
	const gives = offer.map((item) => assetOf(item, rangeOf(item).most));
	const back = consideration.map((item) => ({
		to: hexIn(item, "recipient"),
		asset: assetOf(item, rangeOf(item).least),
	}));
	const isKnown = (asset: MessageAsset | null): asset is MessageAsset =>
		asset !== null;
	const given = gives.filter(isKnown);
	const known = back.flatMap(({ to, asset }) =>
		asset === null ? [] : [{ to, asset }],
	);
	if (given.length !== gives.length || known.length !== back.length)
		return null;
	const start = bigIn(order, "startTime");
	return {
		gives: given,
		gets: known.filter(({ to }) => to === account).map(({ asset }) => asset),
		others: known.filter(({ to }) => to !== account),
		fromS: start === 0n ? null : start.toString(),
		untilS: endOf(bigIn(order, "endTime")),
		isPartial: type === 1n || type === 3n,
		through: pullerOf(seaport, hexIn(order, "conduitKey")),
	};
};

/** The leaves of a tree of orders. Null where one was left out. */
const leavesOf = (
	value: TypedValue | undefined,
): readonly TypedStruct[] | null => {
	if (Array.isArray(value)) {
		const found: TypedStruct[] = [];
		for (const part of value) {
			const leaves = leavesOf(part);
			if (leaves === null) return null;
			found.push(...leaves);
		}
		return found;
	}
	return isStruct(value) ? [value] : null;
};

/** What fills a tree up to its size: an order of nobody for nothing. */
const isFiller = (order: TypedStruct): boolean =>
	hexIn(order, "offerer") === zeroAddress &&
	structsIn(order, "offer")?.length === 0;

/** Of the one order, or of all that the tree holds: each of them may be filled. */
const seaportLeaves = ({
	data,
	type,
}: Candidate): readonly TypedStruct[] | null => {
	if (type === `${components}${items}`) return [data.message];
	const isTree = /^BulkOrder\(OrderComponents(\[2\])+ tree\)/.test(type);
	return isTree && type.endsWith(` tree)${items}${components}`)
		? leavesOf(data.message.tree)
		: null;
};

const seaport: Recognize = (candidate) => {
	const { domain, account } = candidate;
	const { name, version, verifyingContract, chainId, salt } = domain;
	if (name !== "Seaport" || version === null || chainId === null) return null;
	const known = Object.hasOwn(seaports, version)
		? seaports[version]
		: undefined;
	if (known === undefined || verifyingContract !== known || salt !== null)
		return null;
	const leaves = seaportLeaves(candidate);
	if (leaves === null) return null;
	const real = leaves.filter((order) => !isFiller(order));
	if (real.length > mostMessageOrders)
		throw new Fault("too-large", `${real.length} orders in one message`);
	const orders = real.flatMap(
		(order) => seaportOrder(order, account, known) ?? [],
	);
	const [first] = orders;
	if (first === undefined || orders.length !== real.length) return null;
	// one place to say what moves the tokens: with several, the fields say it
	if (orders.some(({ through }) => through !== first.through)) return null;
	return {
		kind: "trade",
		standard: `Seaport ${version}`,
		through: first.through,
		orders: orders.map(({ through: _, ...order }) => order),
	};
};

const settlement: Hex = "0x9008d19f58aabd9ed0d60971565aa8510560ab41";
/** To which the tokens are allowed that are sold. */
const relayer: Hex = "0xc92e8bdf79f0507f65a392b0ab4667716bfe0110";
const cowOrder =
	"Order(address sellToken,address buyToken,address receiver,uint256 sellAmount,uint256 buyAmount,uint32 validTo,bytes32 appData,uint256 feeAmount,string kind,bool partiallyFillable,string sellTokenBalance,string buyTokenBalance)";
/** How it writes the chain's own coin. */
const coinOfCow: Hex = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

const cow: Recognize = ({ domain, type, data, account }) => {
	const { message } = data;
	if (
		type !== cowOrder ||
		domain.name !== "Gnosis Protocol" ||
		domain.version !== "v2" ||
		domain.chainId === null ||
		domain.verifyingContract !== settlement ||
		domain.salt !== null ||
		!["sell", "buy"].includes(textIn(message, "kind")) ||
		// other places to take from and to pay into are not read here
		textIn(message, "sellTokenBalance") !== "erc20" ||
		textIn(message, "buyTokenBalance") !== "erc20"
	)
		return null;
	const receiver = hexIn(message, "receiver");
	const isOwn = receiver === zeroAddress || receiver === account;
	const sold = bigIn(message, "sellAmount") + bigIn(message, "feeAmount");
	const bought = bigIn(message, "buyAmount").toString();
	const buyToken = hexIn(message, "buyToken");
	const asset =
		buyToken === coinOfCow ? coinAsset(bought) : tokenAsset(buyToken, bought);
	if (sold >= 2n ** 256n) return null;
	return {
		kind: "trade",
		standard: "CoW Protocol",
		through: relayer,
		orders: [
			{
				gives: [tokenAsset(hexIn(message, "sellToken"), sold.toString())],
				gets: isOwn ? [asset] : [],
				others: isOwn ? [] : [{ asset, to: receiver }],
				fromS: null,
				untilS: endOf(bigIn(message, "validTo")),
				isPartial: flagIn(message, "partiallyFillable"),
			},
		],
	};
};

export const trades: readonly Recognize[] = [seaport, cow];
