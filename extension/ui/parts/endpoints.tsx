// Choosing endpoints: per chain and role a list with names, each allowed by the browser on a click. Used in onboarding,
// before the first request leaves the device, and in settings.

import { useEffect, useState } from "preact/hooks";
import type {
	ChainView,
	EndpointView,
	WalletView,
} from "../../../src/protocol/views.ts";
import { askHosts, hasHost, onPermissions, urlFault } from "../host.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { endpointStateWords, roleWords } from "../words.ts";
import { AddEndpoint } from "./add-endpoint.tsx";
import { Button, Section } from "./basic.tsx";
import { FaultCode, FaultNote } from "./fault.tsx";

type Role = EndpointView["role"];

const rolesOf = (chain: ChainView): readonly Role[] =>
	chain.kind === "l1"
		? ["beacon", "execution", "checkpoint"]
		: ["execution", "relay"];

const roleSays = (): { readonly [role in Role]: string } => ({
	beacon: say().endpoints.servesHeadersSignedByTheSync,
	execution: say().endpoints.servesAccountsWithProofsAndTakes,
	relay: say().endpoints.servesBlocksSignedByTheRollups,
	checkpoint: say().endpoints.askedOnlyWhereToStartWith,
});
const optionalRole = (chain: ChainView, role: Role): boolean =>
	role === "checkpoint" || (chain.kind === "rollup" && role === "relay");

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
			.map((role) =>
				say().endpoints.hasNoEndpoint(chain.title, roleWords()[role]),
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

/** The lists of a chain as the engine takes them. */
const listsOf = (
	all: readonly Pick<EndpointView, "role" | "name" | "url">[],
) => {
	const of = (role: Role) =>
		all
			.filter((endpoint) => endpoint.role === role)
			.map(({ name, url }) => ({ name, url }));
	return {
		beacon: of("beacon"),
		execution: of("execution"),
		relay: of("relay"),
		checkpoint: of("checkpoint"),
	};
};

/** Asks a chain's endpoints anew, also who was set aside: the person's word, who may know better than a wrong answer. */
export const useAskAgain = () => {
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	return {
		busy,
		fault,
		again: (...chainIds: readonly number[]) =>
			void run(async () => {
				for (const chainId of new Set(chainIds)) {
					const here = view.endpoints.filter((one) => one.chainId === chainId);
					// the same lists: the chain is opened anew over them, and holds nothing against anybody
					await wallet.engine("endpoints.set", { chainId, ...listsOf(here) });
				}
				await refresh();
			}),
	};
};

/** Changing the list, and letting the browser ask what is on it. */
const useEndpoints = () => {
	const { wallet, view, refresh } = useShared();
	const removing = useWork();
	const allowing = useWork();
	const asking = useAskAgain();
	const allowed = useAllowed(view.endpoints.map(({ url }) => url));
	const keep = async (
		chainId: number,
		change: (
			listed: readonly EndpointView[],
		) => readonly Pick<EndpointView, "role" | "name" | "url">[],
	) => {
		const next = change(
			view.endpoints.filter((endpoint) => endpoint.chainId === chainId),
		);
		await wallet.engine("endpoints.set", { chainId, ...listsOf(next) });
		await refresh();
	};
	return {
		removing,
		allowing,
		asking,
		isDenied: (url: string): boolean => allowed.get(url) === false,
		allow: (url: string) => {
			// The question to the browser has to come first, while the click still counts.
			const asked = askHosts([url]);
			void allowing.run(() => asked);
		},
		add: (
			chainId: number,
			added: Pick<EndpointView, "role" | "name" | "url">,
		) => keep(chainId, (all) => [...all, added]),
		remove: (endpoint: EndpointView) =>
			void removing.run(() =>
				keep(endpoint.chainId, (all) => all.filter((one) => one !== endpoint)),
			),
	};
};
type EndpointList = ReturnType<typeof useEndpoints>;

/** What it is called, where it is, how it has answered. */
const EndpointName = ({ endpoint }: { readonly endpoint: EndpointView }) => {
	const { name, url, state, proofWindow, fault } = endpoint;
	return (
		<span class="endpoint-name">
			<b>{name}</b>
			<code class="url">{url}</code>
			<span
				class={
					state === "put-aside" || state === "silent" ? "tone bad" : "mute"
				}
			>
				{endpointStateWords()[state]}
				{proofWindow === null ? "" : say().endpoints.proves(proofWindow)}
			</span>
			{fault === null ? null : <FaultCode fault={{ ...fault, source: null }} />}
		</span>
	);
};

const EndpointRow = ({
	endpoint,
	what,
	list: { removing, asking, isDenied, allow, remove },
}: {
	readonly endpoint: EndpointView;
	readonly what: string;
	readonly list: EndpointList;
}) => (
	<li>
		<div class="endpoint">
			<EndpointName endpoint={endpoint} />
			<span class="endpoint-do">
				{isDenied(endpoint.url) ? (
					<Button
						label={say().endpoints.allow(endpoint.name)}
						onClick={() => allow(endpoint.url)}
					>
						{say().endpoints.allow2}
					</Button>
				) : null}
				{endpoint.state === "put-aside" ? (
					<Button
						quiet
						busy={asking.busy}
						label={say().endpoints.askAgain(endpoint.name)}
						onClick={() => asking.again(endpoint.chainId)}
					>
						{say().endpoints.askAgain2}
					</Button>
				) : null}
				<Button
					quiet
					busy={removing.busy}
					label={say().endpoints.remove(endpoint.name, what)}
					onClick={() => remove(endpoint)}
				>
					{say().endpoints.remove2}
				</Button>
			</span>
		</div>
	</li>
);

/** The endpoints of one chain for one purpose. */
const RoleCard = ({
	chain,
	role,
	list,
}: {
	readonly chain: ChainView;
	readonly role: Role;
	readonly list: EndpointList;
}) => {
	const { view } = useShared();
	const listed = view.endpoints.filter(
		(endpoint) => endpoint.chainId === chain.chainId && endpoint.role === role,
	);
	const what = say().endpoints.endpointOf(roleWords()[role], chain.title);
	return (
		<div class="card role">
			<p class="role-name">
				<b>{roleWords()[role]}</b>
				{optionalRole(chain, role) ? (
					<span class="mute"> {say().endpoints.mayBeLeftOut}</span>
				) : null}
			</p>
			<p class="small">{roleSays()[role]}</p>
			<ul class="endpoints">
				{listed.map((endpoint) => (
					<EndpointRow
						key={`${endpoint.name} ${endpoint.url}`}
						endpoint={endpoint}
						what={what}
						list={list}
					/>
				))}
			</ul>
			<AddEndpoint
				chainId={chain.chainId}
				role={role}
				what={what}
				listed={listed}
				onAdd={(name, url) => list.add(chain.chainId, { role, name, url })}
			/>
		</div>
	);
};

export const Endpoints = () => {
	const { view } = useShared();
	const list = useEndpoints();
	return (
		<>
			<FaultNote
				fault={list.removing.fault}
				title={say().endpoints.itWasNotRemoved}
			/>
			<FaultNote fault={list.allowing.fault} />
			<FaultNote
				fault={list.asking.fault}
				title={say().endpoints.itWasNotAskedAgain}
			/>
			{view.chains.map((chain) => (
				<Section key={chain.chainId} title={chain.title}>
					{rolesOf(chain).map((role) => (
						<RoleCard key={role} chain={chain} role={role} list={list} />
					))}
				</Section>
			))}
		</>
	);
};
