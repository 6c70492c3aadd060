// What the functions of well-known standards do: descriptors of our own making, by the standards' texts. A standard is recognised by
// its function alone: that the contract follows it is the contract's promise, and whoever shows it says so.

import {
	addressField,
	allowance,
	date,
	format,
	item,
	type OwnFormat,
	raw,
	tokens,
	unseen,
} from "./make.ts";

const signature = [unseen("v"), unseen("r"), unseen("s")];

/**
 * ERC-20, 721, 1155, 2612 and 4626. ERC-20's `approve` and `transferFrom` have the selectors of ERC-721's: a contract is one or
 * the other, which its code decides, so an amount of tokens there may be the number of an item.
 */
export const standards: { readonly [signature: string]: OwnFormat } = {
	"transfer(address to, uint256 value)": format(
		"clear.send-tokens",
		tokens("value", "clear.amount"),
		addressField("to", "clear.to"),
	),
	"approve(address spender, uint256 value)": format(
		"clear.let-somebody-spend-your-tokens",
		addressField("spender", "clear.spender"),
		allowance("value", "clear.at-most-or-the-items-number"),
	),
	"transferFrom(address from, address to, uint256 value)": format(
		"clear.move-tokens-or-an-item",
		addressField("from", "clear.from"),
		addressField("to", "clear.to"),
		tokens("value", "clear.amount-or-the-items-number"),
	),
	"increaseAllowance(address spender, uint256 addedValue)": format(
		"clear.let-somebody-spend-more-of-your-tokens",
		addressField("spender", "clear.spender"),
		allowance("addedValue", "clear.more-by"),
	),
	"decreaseAllowance(address spender, uint256 subtractedValue)": format(
		"clear.let-somebody-spend-less-of-your-tokens",
		addressField("spender", "clear.spender"),
		tokens("subtractedValue", "clear.less-by"),
	),
	"permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)":
		format(
			"clear.hand-in-a-signed-permit-to-spend-tokens",
			addressField("owner", "clear.whose"),
			addressField("spender", "clear.spender"),
			allowance("value", "clear.at-most"),
			date("deadline", "clear.until"),
			...signature,
		),
	"safeTransferFrom(address from, address to, uint256 tokenId)": format(
		"clear.send-an-item",
		addressField("from", "clear.from"),
		addressField("to", "clear.to"),
		item("tokenId", "clear.item"),
	),
	"safeTransferFrom(address from, address to, uint256 tokenId, bytes data)":
		format(
			"clear.send-an-item",
			addressField("from", "clear.from"),
			addressField("to", "clear.to"),
			item("tokenId", "clear.item"),
			raw("data", "clear.data-for-the-recipient"),
		),
	"setApprovalForAll(address operator, bool approved)": format(
		"clear.let-somebody-move-all-your-items-of-this-collection",
		addressField("operator", "clear.who"),
		raw("approved", "clear.allowed"),
	),
	"safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes data)":
		format(
			"clear.send-items",
			addressField("from", "clear.from"),
			addressField("to", "clear.to"),
			item("id", "clear.item"),
			raw("value", "clear.how-many"),
			raw("data", "clear.data-for-the-recipient"),
		),
	"safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] values, bytes data)":
		format(
			"clear.send-items",
			addressField("from", "clear.from"),
			addressField("to", "clear.to"),
			item("ids.[]", "clear.item"),
			raw("values.[]", "clear.how-many"),
			raw("data", "clear.data-for-the-recipient"),
		),
	"mint(uint256 shares, address receiver)": format(
		"clear.put-in-as-much-as-these-shares-cost",
		tokens("shares", "clear.shares"),
		addressField("receiver", "clear.for"),
	),
	"redeem(uint256 shares, address receiver, address owner)": format(
		"clear.take-out-for-shares",
		tokens("shares", "clear.shares"),
		addressField("receiver", "clear.to"),
		addressField("owner", "clear.whose"),
	),
};
