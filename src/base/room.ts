// How many there may be of what files and people bring. What takes them in and what draws them have the same room, so that
// nothing that was taken leaves a screen that cannot be drawn.

/** Rollups in one network file. */
export const mostRollups = 16;
/** Chains in it that are only watched. */
export const mostWatched = 16;
/** An L1 and the rollups on it. */
export const mostChains = 1 + mostRollups;

/** Who is followed: asked for what is new as long as the wallet runs. */
export const followedRoles = ["beacon", "execution", "relay"] as const;
/** Also who is asked for a starting point alone, which L1 has and no other chain. */
export const endpointRoles = [...followedRoles, "checkpoint"] as const;
/** Endpoints of one role on one chain. */
export const mostEndpoints = 16;
/** Of all roles on all chains of one network. */
export const mostEndpointsInAll =
	mostChains * followedRoles.length * mostEndpoints + mostEndpoints;
/** Public endpoints that a release suggests, of all networks. */
export const mostSuggested = 192;
/** Characters of what a person calls one, and of its address. */
export const mostEndpointName = 60;
export const mostEndpointUrl = 300;

/** Network files beside what comes with a release. */
export const mostImported = 32;

/** Tokens on one chain. With more it would be a list nobody reads, and more proofs a head than are worth their bytes. */
export const mostTokens = 48;
/** With the chain's own coin. */
export const mostBalances = 1 + mostTokens;

/** Accounts of one vault. */
export const mostAccounts = 64;
/** Recovery phrases and private keys of one vault. */
export const mostSecrets = 16;
/** Characters of a vault's file: with all of those, half of it. */
export const mostVaultChars = 60_000;

/** Questions of sites that wait for the person, and payments that they ask for. */
export const mostQuestions = 32;
export const mostPayments = 32;
/** Messages that they ask to have signed. */
export const mostMessages = 32;
/** Orders that a screen is told of. */
export const mostListed = 256;
/** All that can wait for the person: the orders among those, and what sites ask for. */
export const mostWaits =
	mostListed + mostQuestions + mostPayments + mostMessages;

/** Journeys of one network; those that are over can be taken off the list. */
export const mostJourneys = 32;
