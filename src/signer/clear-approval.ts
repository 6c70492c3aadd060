// What a call or a message says by a descriptor that ships, read in the signer's own realm, in numbers that travel. It adds to what
// the signer bounds itself and takes the place of none of it: amounts, recipients and whatever no field tells of all stay.

import { asFault, Fault } from "../base/fault.ts";
import { isUnlimited } from "../base/units.ts";
import type { ClearDescriptor } from "../clear/descriptor.ts";
import type { ClearValue } from "../clear/fields.ts";
import { ownDescriptors } from "../clear/own.ts";
import {
	type ClearCall,
	type ClearReading,
	ownerOf,
	readCall,
	readTyped,
	typedOwnerOf,
} from "../clear/read.ts";
import { decodeTypedText } from "../message/read.ts";
import type { MessageRequest } from "../message/request.ts";
import {
	type ClearReadView,
	type ClearValueView,
	type ClearView,
	clearView,
} from "../protocol/clear-views.ts";

/** Calls inside calls. */
const most = { depth: 3, calls: 32 } as const;

const isClearFault = (thrown: unknown): thrown is Fault =>
	thrown instanceof Fault && thrown.code.startsWith("clear-");

const viewOfValue = (value: ClearValue): ClearValueView => {
	switch (value.kind) {
		case "number":
			return { kind: "number", value: value.value.toString() };
		case "coin":
			return { kind: "coin", amount: value.wei.toString() };
		case "token":
			return {
				...value,
				amount: value.amount.toString(),
				isUnlimited: isUnlimited(value.amount),
			};
		case "nft":
			return { ...value, id: value.id.toString() };
		case "date":
			return { kind: "date", timeS: value.timeS.toString() };
		case "block":
			return { kind: "block", number: value.number.toString() };
		case "duration":
			return { kind: "duration", seconds: value.seconds.toString() };
		case "choice":
			return { ...value, value: value.value.toString() };
		case "unit":
			return { ...value, value: value.value.toString() };
		case "call":
			return { ...value, intent: null };
		default:
			return value;
	}
};

type ClearLines = Pick<ClearReadView, "lines" | "rest">;

/** With what calls inside it say, one deeper. What of those is not read stands as bytes. */
const linesOf = (
	descriptors: readonly ClearDescriptor[],
	{ fields, rest }: ClearReading,
	place: ClearCall,
	depth: number,
	left: { calls: number },
): ClearLines => {
	const found = fields.map(({ label, value }) => {
		const line = { depth, label, value: viewOfValue(value) };
		if (value.kind !== "call") return { lines: [line], rest: [] };
		const inner = { ...place, valueWei: null, to: value.to, data: value.data };
		const reading =
			depth >= most.depth || --left.calls < 0
				? null
				: readOrNull(descriptors, inner);
		if (reading === null) return { lines: [line], rest: [] };
		const more = linesOf(descriptors, reading, inner, depth + 1, left);
		const { to, data } = value;
		const { intent } = reading;
		return {
			lines: [
				{ ...line, value: { kind: "call" as const, to, data, intent } },
				...more.lines,
			],
			rest: more.rest,
		};
	});
	return {
		lines: found.flatMap(({ lines }) => lines),
		rest: [
			...rest.map(({ name, value }) => ({
				...{ depth, name },
				value: viewOfValue(value),
			})),
			...found.flatMap((one) => one.rest),
		],
	};
};

const readOrNull = (
	descriptors: readonly ClearDescriptor[],
	call: ClearCall,
): ClearReading | null => {
	try {
		return readCall(descriptors, call);
	} catch (thrown) {
		if (isClearFault(thrown)) return null;
		throw thrown;
	}
};

/** @throws clear-format for more than is shown */
const viewOf = (
	{ owner, intent, name }: ClearReading,
	found: ClearLines,
): ClearView => {
	try {
		return clearView({ kind: "read", owner, intent, name, ...found }, "clear");
	} catch (thrown) {
		throw new Fault("clear-format", asFault(thrown).message);
	}
};

/** Null where no descriptor tells of it. */
const orUnfit = (
	owner: string | null,
	work: () => ClearView,
): ClearView | null => {
	try {
		return work();
	} catch (thrown) {
		if (!isClearFault(thrown)) throw thrown;
		return thrown.code === "clear-unknown" || owner === null
			? null
			: { kind: "unfit", owner };
	}
};

/**
 * @param isKnown the signer's own reading says by its standard what it is: then a standard's descriptor adds nothing
 * @param descriptors those that ship
 */
export const clearCallOf = (
	call: ClearCall,
	isKnown: boolean,
	descriptors = ownDescriptors,
): ClearView | null =>
	orUnfit(ownerOf(descriptors, call), () => {
		const reading = readCall(descriptors, call);
		if (reading.owner === null && isKnown)
			throw new Fault("clear-unknown", reading.name);
		const left = { calls: most.calls };
		return viewOf(reading, linesOf(descriptors, reading, call, 0, left));
	});

/** Of typed data alone. What no field tells of stands below it anyway, where all of it stands word for word. */
export const clearMessageOf = (
	{ what, account }: Pick<MessageRequest, "what" | "account">,
	descriptors = ownDescriptors,
): ClearView | null => {
	if (what.kind !== "typed") return null;
	const data = decodeTypedText(what.data);
	return orUnfit(typedOwnerOf(descriptors, data), () => {
		const reading = readTyped(descriptors, data, account);
		const lines = reading.fields.map(({ label, value }) => ({
			...{ depth: 0, label },
			value: viewOfValue(value),
		}));
		return viewOf(reading, { lines, rest: [] });
	});
};
