// One's own node, one more endpoint, or another address for one: the only place where an address is typed.

import { useState } from "preact/hooks";
import { endpointName, urlFault } from "../host.ts";
import { Button, Field } from "../parts/basic.tsx";
import {
	type EndpointSet,
	freeName,
	keyOf,
	type SetRole,
	type SetRow,
	setRoles,
} from "./endpoint-set.ts";

const roleNames: { readonly [role in SetRole]: string } = {
	beacon: "Signed headers",
	execution: "Accounts with proofs",
	checkpoint: "Starting point",
};

const hostOfUrl = (url: string): string => {
	try {
		return new URL(url).host;
	} catch {
		return url;
	}
};

/** Why the address cannot stand in that role, in a sentence; null when it can or nothing was typed. */
const wrongWith = (
	set: EndpointSet,
	role: SetRole,
	typed: string,
	instead: SetRow | null,
): string | null => {
	const url = typed.trim();
	if (url === "") return null;
	const fault = urlFault(url);
	if (fault !== null) return fault;
	const same = set.rows.find(
		(one) =>
			keyOf(one) === keyOf({ role, url }) &&
			(instead === null || keyOf(one) !== keyOf(instead)),
	);
	return same === undefined
		? null
		: `“${same.suggested?.operator ?? same.name}” has this address already.`;
};

/** Another address for a row, or a row that is new. */
export const EndpointForm = ({
	set,
	row,
	onDone,
}: {
	readonly set: EndpointSet;
	readonly row: SetRow | null;
	readonly onDone: () => void;
}) => {
	const [role, setRole] = useState<SetRole>(row?.role ?? "beacon");
	const [url, setUrl] = useState(row?.url ?? "");
	const wrong = wrongWith(set, role, url, row);
	const isReady = url.trim() !== "" && wrong === null;
	const put = (): void => {
		if (!isReady) return;
		const own = url.trim();
		const others = set.rows.filter(
			(one) => row === null || keyOf(one) !== keyOf(row),
		);
		set.put(
			{ role, name: freeName(others, role, hostOfUrl(own)), url: own },
			row,
		);
		onDone();
	};
	return (
		<>
			{row !== null ? null : (
				<fieldset class="choice flat">
					<legend>What it is for</legend>
					{setRoles.map((one) => (
						<label key={one}>
							<input
								type="radio"
								name="set-role"
								checked={role === one}
								onChange={() => setRole(one)}
							/>
							{roleNames[one]}
						</label>
					))}
				</fieldset>
			)}
			<Field
				name={row === null ? "Address" : `Address of ${row.name}`}
				value={url}
				onValue={setUrl}
				mono
				autofocus
				wrong={wrong}
				note="It may contain a key of yours. It stays on this device."
				onEnter={put}
			/>
			<div class="buttons">
				{row === null || row.suggested !== null ? null : (
					<Button label={`Remove ${row.name}`} onClick={() => set.remove(row)}>
						Remove
					</Button>
				)}
				<Button onClick={onDone}>Cancel</Button>
				<Button main disabled={!isReady} onClick={put}>
					{row === null ? "Add it" : "Use this address"}
				</Button>
			</div>
		</>
	);
};

/** Where the programs listen unless they are told otherwise. */
const usual = {
	beacon: "http://localhost:5052",
	execution: "http://localhost:8545",
} as const;

/** A node of one's own comes before all others: both of its addresses on one look. */
const OwnNodeForm = ({
	set,
	onDone,
}: {
	readonly set: EndpointSet;
	readonly onDone: () => void;
}) => {
	const [beacon, setBeacon] = useState<string>(usual.beacon);
	const [execution, setExecution] = useState<string>(usual.execution);
	const wrong = {
		beacon: wrongWith(set, "beacon", beacon, null),
		execution: wrongWith(set, "execution", execution, null),
	};
	const typed = [
		{ role: "beacon" as const, url: beacon.trim() },
		{ role: "execution" as const, url: execution.trim() },
	].filter(({ url }) => url !== "");
	const isReady =
		typed.length > 0 && wrong.beacon === null && wrong.execution === null;
	return (
		<div class="card">
			<p class="small">
				A node of your own tells nobody what you look at. Untick the others
				below if you want no one else to be asked; the starting point still
				needs three that agree, or a block root from your node.
			</p>
			<Field
				name="Beacon node"
				value={beacon}
				onValue={setBeacon}
				mono
				autofocus
				wrong={wrong.beacon}
				note="Its REST address, with light-client data switched on."
			/>
			<Field
				name="Execution node"
				value={execution}
				onValue={setExecution}
				mono
				wrong={wrong.execution}
				note="Its JSON-RPC address."
			/>
			<div class="buttons">
				<Button onClick={onDone}>Cancel</Button>
				<Button
					main
					disabled={!isReady}
					onClick={() => {
						for (const { role, url } of typed)
							set.put(
								{
									role,
									name: freeName(
										set.rows,
										role,
										endpointName(`My node (${hostOfUrl(url)})`),
									),
									url,
								},
								null,
							);
						onDone();
					}}
				>
					Put it first
				</Button>
			</div>
		</div>
	);
};

/** The two ways of naming one by hand, both closed at first: no address has to be typed. */
export const OwnNode = ({ set }: { readonly set: EndpointSet }) => {
	const [isOpen, setOpen] = useState(false);
	return isOpen ? (
		<OwnNodeForm set={set} onDone={() => setOpen(false)} />
	) : (
		<Button quiet onClick={() => setOpen(true)}>
			I run a node of my own
		</Button>
	);
};

export const AddAnother = ({ set }: { readonly set: EndpointSet }) => {
	const [isOpen, setOpen] = useState(false);
	return isOpen ? (
		<div class="card">
			<EndpointForm set={set} row={null} onDone={() => setOpen(false)} />
		</div>
	) : (
		<Button onClick={() => setOpen(true)}>Add an endpoint</Button>
	);
};
