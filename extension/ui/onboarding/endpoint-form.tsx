// One's own node, one more endpoint, or another address for one: the only place where an address is typed.

import { useState } from "preact/hooks";
import { endpointName, urlFault } from "../host.ts";
import { Button, Field, Option } from "../parts/basic.tsx";
import { say } from "../say/say.ts";
import {
	type EndpointSet,
	freeName,
	keyOf,
	type SetRole,
	type SetRow,
	setRoles,
} from "./endpoint-set.ts";

const roleNames = (): { readonly [role in SetRole]: string } => ({
	beacon: say().endpoints.signedHeaders,
	execution: say().endpoints.accountsWithProofs,
	checkpoint: say().endpoints.startingPoint,
});

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
			keyOf(one) ===
				keyOf({ chainId: instead?.chainId ?? set.chainId, role, url }) &&
			(instead === null || keyOf(one) !== keyOf(instead)),
	);
	return same === undefined
		? null
		: say().endpoints.hasThisAddressAlready(
				same.suggested?.operator ?? same.name,
			);
};

/** Another address for a row, or a row that is new. */
export const EndpointForm = ({
	set,
	row,
	roles = setRoles,
	onDone,
}: {
	readonly set: EndpointSet;
	readonly row: SetRow | null;
	/** What one can be added for. */
	readonly roles?: readonly SetRole[];
	readonly onDone: () => void;
}) => {
	const [role, setRole] = useState<SetRole>(row?.role ?? roles[0] ?? "beacon");
	const [url, setUrl] = useState(row?.url ?? "");
	const wrong = wrongWith(set, role, url, row);
	const isReady = url.trim() !== "" && wrong === null;
	const put = (): void => {
		if (!isReady) return;
		const own = url.trim();
		const others = set.rows.filter(
			(one) => row === null || keyOf(one) !== keyOf(row),
		);
		const where = { chainId: row?.chainId ?? set.chainId, role };
		set.put(
			{ ...where, name: freeName(others, where, hostOfUrl(own)), url: own },
			row,
		);
		onDone();
	};
	return (
		<>
			{row !== null || roles.length < 2 ? null : (
				<fieldset class="choice flat">
					<legend>{say().endpoints.whatItIsFor}</legend>
					{roles.map((one) => (
						<Option
							key={one}
							group="set-role"
							checked={role === one}
							onChoose={() => setRole(one)}
						>
							{roleNames()[one]}
						</Option>
					))}
				</fieldset>
			)}
			<Field
				name={
					row === null
						? say().endpoints.address
						: say().endpoints.addressOfName(row.name)
				}
				value={url}
				onValue={setUrl}
				mono
				autofocus
				wrong={wrong}
				note={say().endpoints.itMayContainAKeyOf}
				onEnter={put}
			/>
			<div class="buttons">
				{row === null || row.suggested !== null ? null : (
					<Button
						label={say().endpoints.remove3(row.name)}
						onClick={() => set.remove(row)}
					>
						{say().endpoints.remove2}
					</Button>
				)}
				<Button onClick={onDone}>{say().endpoints.cancel}</Button>
				<Button main disabled={!isReady} onClick={put}>
					{row === null
						? say().endpoints.addIt
						: say().endpoints.useThisAddress}
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
			<p class="small">{say().endpoints.aNodeOfYourOwnTells}</p>
			<Field
				name={say().endpoints.beaconNode}
				value={beacon}
				onValue={setBeacon}
				mono
				autofocus
				wrong={wrong.beacon}
				note={say().endpoints.itsRestAddressWithLightClient}
			/>
			<Field
				name={say().endpoints.executionNode}
				value={execution}
				onValue={setExecution}
				mono
				wrong={wrong.execution}
				note={say().endpoints.itsJsonRpcAddress}
			/>
			<div class="buttons">
				<Button onClick={onDone}>{say().endpoints.cancel}</Button>
				<Button
					main
					disabled={!isReady}
					onClick={() => {
						for (const { role, url } of typed)
							set.put(
								{
									chainId: set.chainId,
									role,
									name: freeName(
										set.rows,
										{ chainId: set.chainId, role },
										endpointName(say().endpoints.myNode(hostOfUrl(url))),
									),
									url,
								},
								null,
							);
						onDone();
					}}
				>
					{say().endpoints.putItFirst}
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
			{say().endpoints.iRunANodeOfMy}
		</Button>
	);
};

export const AddAnother = ({
	set,
	roles,
}: {
	readonly set: EndpointSet;
	readonly roles?: readonly SetRole[];
}) => {
	const [isOpen, setOpen] = useState(false);
	return isOpen ? (
		<div class="card">
			<EndpointForm
				set={set}
				row={null}
				{...(roles === undefined ? {} : { roles })}
				onDone={() => setOpen(false)}
			/>
		</div>
	) : (
		<Button onClick={() => setOpen(true)}>
			{say().endpoints.addAnEndpoint}
		</Button>
	);
};
