// Choosing endpoints: per chain and role a list with names, each allowed by the browser on a click. Used in onboarding,
// before the first request leaves the device, and in settings.

import { useEffect, useState } from "preact/hooks";
import type {
	ChainView,
	EndpointView,
	WalletView,
} from "../../../src/protocol/views.ts";
import {
	askHosts,
	endpointName,
	hasHost,
	onPermissions,
	repeated,
	urlFault,
} from "../host.ts";
import { useShared, useWork } from "../wallet.tsx";
import { endpointStateWords, roleWords } from "../words.ts";
import { Button, Field, Section } from "./basic.tsx";
import { FaultCode, FaultNote } from "./fault.tsx";

type Role = EndpointView["role"];

const rolesOf = (chain: ChainView): readonly Role[] =>
	chain.kind === "l1" ? ["beacon", "execution"] : ["execution", "relay"];

const roleSays: { readonly [role in Role]: string } = {
	beacon:
		"Serves headers signed by the sync committee. Three or more can agree on a checkpoint. With fewer you bring your own.",
	execution: "Serves accounts with proofs, and takes transactions.",
	relay:
		"Serves blocks signed by the rollup's sequencer. Not needed, but it makes young roots usable.",
};
const optionalRole = (chain: ChainView, role: Role): boolean =>
	chain.kind === "rollup" && role === "relay";

/** What is still missing before the wallet can start, in sentences. */
export const missingEndpoints = (view: WalletView): readonly string[] =>
	view.chains.flatMap((chain) =>
		rolesOf(chain)
			.filter((role) => !optionalRole(chain, role))
			.filter(
				(role) =>
					!view.endpoints.some(
						(endpoint) =>
							endpoint.chainId === chain.chainId && endpoint.role === role,
					),
			)
			.map(
				(role) =>
					`${chain.title} has no ${roleWords[role].toLowerCase()} endpoint.`,
			),
	);

/** Which hosts the browser has allowed; asked again when that changes. */
const useAllowed = (urls: readonly string[]): ReadonlyMap<string, boolean> => {
	const [allowed, setAllowed] = useState<ReadonlyMap<string, boolean>>(
		new Map(),
	);
	const key = urls.join("\n");
	useEffect(() => {
		let gone = false;
		const ask = () =>
			void Promise.all(
				key
					.split("\n")
					.filter((url) => url !== "" && urlFault(url) === null)
					.map(async (url) => [url, await hasHost(url)] as const),
			).then(
				(found) => {
					if (!gone) setAllowed(new Map(found));
				},
				() => setAllowed(new Map()),
			);
		ask();
		const stop = onPermissions(ask);
		return () => {
			gone = true;
			stop();
		};
	}, [key]);
	return allowed;
};

const AddEndpoint = ({
	what,
	listed,
	onAdd,
}: {
	readonly what: string;
	readonly listed: readonly EndpointView[];
	readonly onAdd: (name: string, url: string) => Promise<void>;
}) => {
	const [open, setOpen] = useState(false);
	const [name, setName] = useState("");
	const [url, setUrl] = useState("");
	const { busy, fault, run, clear } = useWork();
	if (!open)
		return (
			<Button quiet label={`Add: ${what}`} onClick={() => setOpen(true)}>
				Add {listed.length === 0 ? "one" : "another"}
			</Button>
		);
	const called = endpointName(name.trim() || hostName(url));
	const taken = repeated(listed, called, url);
	const wrong = url.trim() === "" ? null : (urlFault(url.trim()) ?? taken.url);
	const ready = url.trim() !== "" && wrong === null && taken.name === null;
	const add = () => {
		if (!ready) return;
		// The question to the browser has to come first, while the click still counts.
		const asked = askHosts([url.trim()]);
		void run(async () => {
			await asked;
			await onAdd(called, url.trim());
			setName("");
			setUrl("");
			setOpen(false);
		});
	};
	return (
		<div class="add">
			<Field
				name={`Address of the ${what}`}
				value={url}
				onValue={(typed) => {
					clear();
					setUrl(typed);
				}}
				mono
				autofocus
				wrong={wrong}
				note="It may hold a key of yours. It stays on this device."
				onEnter={add}
			/>
			<Field
				name="Name"
				value={name}
				onValue={setName}
				wrong={taken.name}
				note={
					called === ""
						? "How faults will call it."
						: `Faults will call it “${called}”.`
				}
				onEnter={add}
			/>
			{fault === null ? null : (
				<FaultNote fault={fault} title="It was not added." />
			)}
			<div class="buttons">
				<Button
					label={`Cancel adding: ${what}`}
					onClick={() => {
						clear();
						setOpen(false);
					}}
				>
					Cancel
				</Button>
				<Button main busy={busy} disabled={!ready} onClick={add}>
					Allow and add
				</Button>
			</div>
		</div>
	);
};

const hostName = (url: string): string => {
	try {
		return new URL(url.trim()).host;
	} catch {
		return "";
	}
};

export const Endpoints = () => {
	const { wallet, view, refresh } = useShared();
	const removing = useWork();
	const allowing = useWork();
	const allowed = useAllowed(view.endpoints.map(({ url }) => url));

	const keep = async (
		chainId: number,
		change: (listed: readonly EndpointView[]) => readonly {
			readonly role: Role;
			readonly name: string;
			readonly url: string;
		}[],
	) => {
		const next = change(
			view.endpoints.filter((endpoint) => endpoint.chainId === chainId),
		);
		const of = (role: Role) =>
			next
				.filter((endpoint) => endpoint.role === role)
				.map(({ name, url }) => ({ name, url }));
		await wallet.engine("endpoints.set", {
			chainId,
			beacon: of("beacon"),
			execution: of("execution"),
			relay: of("relay"),
		});
		await refresh();
	};

	return (
		<>
			{removing.fault === null ? null : (
				<FaultNote fault={removing.fault} title="It was not removed." />
			)}
			{allowing.fault === null ? null : <FaultNote fault={allowing.fault} />}
			{view.chains.map((chain) => (
				<Section key={chain.chainId} title={chain.title}>
					{rolesOf(chain).map((role) => {
						const listed = view.endpoints.filter(
							(endpoint) =>
								endpoint.chainId === chain.chainId && endpoint.role === role,
						);
						const what = `${roleWords[role].toLowerCase()} endpoint of ${chain.title}`;
						return (
							<div key={role} class="card role">
								<p class="role-name">
									<b>{roleWords[role]}</b>
									{optionalRole(chain, role) ? (
										<span class="mute"> may be left out</span>
									) : null}
								</p>
								<p class="small">{roleSays[role]}</p>
								<ul class="endpoints">
									{listed.map((endpoint) => (
										<li key={`${endpoint.name} ${endpoint.url}`}>
											<div class="endpoint">
												<span class="endpoint-name">
													<b>{endpoint.name}</b>
													<code class="url">{endpoint.url}</code>
													<span
														class={
															endpoint.state === "put-aside" ||
															endpoint.state === "silent"
																? "tone bad"
																: "mute"
														}
													>
														{endpointStateWords[endpoint.state]}
														{endpoint.proofWindow === null
															? ""
															: `, proves ${endpoint.proofWindow}`}
													</span>
													{endpoint.fault === null ? null : (
														<FaultCode
															fault={{ ...endpoint.fault, source: null }}
														/>
													)}
												</span>
												<span class="endpoint-do">
													{allowed.get(endpoint.url) === false ? (
														<Button
															label={`Allow ${endpoint.name}`}
															onClick={() => {
																const asked = askHosts([endpoint.url]);
																void allowing.run(() => asked);
															}}
														>
															Allow
														</Button>
													) : null}
													<Button
														quiet
														busy={removing.busy}
														label={`Remove ${endpoint.name}, ${what}`}
														onClick={() =>
															void removing.run(() =>
																keep(chain.chainId, (all) =>
																	all.filter((one) => one !== endpoint),
																),
															)
														}
													>
														Remove
													</Button>
												</span>
											</div>
										</li>
									))}
								</ul>
								<AddEndpoint
									what={what}
									listed={listed}
									onAdd={(name, url) =>
										keep(chain.chainId, (all) => [...all, { role, name, url }])
									}
								/>
							</div>
						);
					})}
				</Section>
			))}
		</>
	);
};
