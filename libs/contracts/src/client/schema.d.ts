// Generated from openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in by password or by a one-time token; sets the session cookie
         * @description Refused with:
         *     - 401 `invalid_credentials`: Username, password or sign-in link is not valid
         *     - 403 `operator_disabled`: The operator is disabled
         */
        post: operations["signIn"];
        /** End the session */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, and what they may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the own password; ends all other sessions
         * @description Refused with:
         *     - 403 `session_required`: Only for a person who is signed in
         *     - 422 `wrong_password`: The present password is another one
         *     - 422 `weak_password`: The password is too easy to guess
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own sessions that still stand */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of the own sessions
         * @description Refused with:
         *     - 403 `session_required`: Only for a person who is signed in
         *     - 404 `session_not_found`: No such session
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own API keys, without the keys themselves
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listOwnKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke one of the own API keys at once
         * @description Refused with:
         *     - 403 `session_required`: Only for a person who is signed in
         *     - 404 `key_not_found`: No such API key
         */
        delete: operations["revokeOwnKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an id belongs to, among what the caller may see */
        get: operations["lookUp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Workflows, newest first; archived=true includes archived ones
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listWorkflows"];
        put?: never;
        /**
         * Save a new workflow; all findings at once, or nothing is refused
         * @description Refused with:
         *     - 409 `workflow_exists`: A workflow of this name exists
         */
        post: operations["createWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a definition without saving it; the same errors as saving */
        post: operations["validateWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest version of a workflow
         * @description Refused with:
         *     - 404 `workflow_not_found`: No such workflow
         */
        get: operations["getWorkflow"];
        /**
         * Save a new version; runs keep the version they started with
         * @description Refused with:
         *     - 404 `workflow_not_found`: No such workflow
         *     - 409 `workflow_archived`: The workflow is archived
         *     - 409 `workflow_exists`: A workflow of this name exists
         */
        put: operations["updateWorkflow"];
        post?: never;
        /**
         * Archive a workflow: no new runs; its history stays
         * @description Refused with:
         *     - 404 `workflow_not_found`: No such workflow
         *     - 409 `workflow_archived`: The workflow is archived
         */
        delete: operations["archiveWorkflow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of a workflow, newest first
         * @description Refused with:
         *     - 404 `workflow_not_found`: No such workflow
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listWorkflowVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of a workflow
         * @description Refused with:
         *     - 404 `workflow_not_found`: No such workflow
         *     - 404 `workflow_version_not_found`: No such version of the workflow
         */
        get: operations["getWorkflowVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a run
         * @description Refused with:
         *     - 404 `workflow_not_found`: No such workflow
         *     - 404 `workflow_version_not_found`: No such version of the workflow
         *     - 409 `workflow_archived`: The workflow is archived
         *     - 422 `workflow_invalid`: The workflow is not valid
         *     - 422 `invalid_inputs`: The inputs do not fit the workflow
         *     - 422 `invalid_budget`: The budget is not valid
         *     - 422 `unpriced_model`: The model has no price
         *     - 409 `limit_exceeded`: A spending limit does not carry it
         *     - 409 `frozen`: Frozen
         */
        post: operations["startRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, newest first
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/run-facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many runs there are by status, hold, workflow, agent and starter */
        get: operations["getRunFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run with its steps
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/steps/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A step with every attempt: exact input, exact output, usage, errors
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 404 `step_not_found`: No such step
         */
        get: operations["getStep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/payloads/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole of a large text of the run
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 404 `payload_not_found`: No such payload
         *     - 416 `range_not_satisfiable`: The range lies outside the content
         */
        get: operations["getRunPayload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The run's facts, in order
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the run cost, by agent, model, step and call
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         */
        get: operations["getRunCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The run's state at a revision, folded from its events alone
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 404 `revision_not_found`: The run has no such revision
         *     - 500 `corrupt_log`: The log does not agree with itself
         */
        get: operations["replayRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the time of each step went: queue, waits, every attempt; at the head or at a revision
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 404 `revision_not_found`: The run has no such revision
         *     - 500 `corrupt_log`: The log does not agree with itself
         */
        get: operations["getRunTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abort: nothing new starts, what is at work is told to stop
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 409 `illegal_transition`: Not possible in the present state
         */
        post: operations["abortRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause: what is at work goes on, nothing new starts
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 409 `illegal_transition`: Not possible in the present state
         */
        post: operations["pauseRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on after a pause or a hold whose cause is gone
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 409 `illegal_transition`: Not possible in the present state
         *     - 409 `frozen`: Frozen
         *     - 422 `budget_exceeded`: The cap does not cover it
         */
        post: operations["resumeRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/raise-budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Raise the run's caps; steps that the budget held go on
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 409 `illegal_transition`: Not possible in the present state
         *     - 422 `invalid_budget`: The budget is not valid
         *     - 422 `reason_required`: A reason is needed
         *     - 409 `limit_exceeded`: A spending limit does not carry it
         */
        post: operations["raiseBudget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/steps/{key}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed step again
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 404 `step_not_found`: No such step
         *     - 404 `attempt_not_found`: No such attempt
         *     - 409 `illegal_transition`: Not possible in the present state
         *     - 409 `run_not_active`: The run has ended
         *     - 409 `frozen`: Frozen
         */
        post: operations["retryStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{runId}/steps/{key}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what came of an attempt whose outcome is unknown
         * @description Refused with:
         *     - 404 `run_not_found`: No such run
         *     - 404 `step_not_found`: No such step
         *     - 404 `attempt_not_found`: No such attempt
         *     - 409 `illegal_transition`: Not possible in the present state
         *     - 422 `reason_required`: A reason is needed
         *     - 422 `proof_required`: A proof is needed
         *     - 422 `proof_not_accepted`: The proof does not show it
         *     - 422 `output_required`: An output is needed
         *     - 422 `output_invalid`: The output does not fit its schema
         */
        post: operations["settleStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop every new dispatch: everywhere, or for one agent, gateway or workflow
         * @description Refused with:
         *     - 409 `already_frozen`: Already frozen
         *     - 404 `agent_not_found`: No such agent
         *     - 404 `gateway_not_found`: No such gateway
         *     - 404 `workflow_not_found`: No such workflow
         */
        post: operations["freeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a freeze
         * @description Refused with:
         *     - 409 `not_frozen`: Not frozen
         */
        post: operations["unfreeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-jobs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many runs a bulk command would take, and why not the others; changes nothing */
        post: operations["previewBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bulk commands, newest first
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listBulkJobs"];
        put?: never;
        /**
         * Abort, pause, resume or rerun many runs, one ordinary command each
         * @description Refused with:
         *     - 409 `selection_changed`: More runs match by now than were seen
         *     - 422 `nothing_selected`: No run is eligible
         *     - 422 `too_many_runs`: More runs than one bulk command takes
         */
        post: operations["startBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a bulk command has come
         * @description Refused with:
         *     - 404 `bulk_job_not_found`: No such bulk command
         */
        get: operations["getBulkJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-jobs/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of each run
         * @description Refused with:
         *     - 404 `bulk_job_not_found`: No such bulk command
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listBulkItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the runs alone whose turn has not come
         * @description Refused with:
         *     - 404 `bulk_job_not_found`: No such bulk command
         */
        post: operations["cancelBulkJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own views, and those that others share */
        get: operations["listViews"];
        put?: never;
        /**
         * Keep the filters of a list under a name
         * @description Refused with:
         *     - 409 `view_exists`: A view of this name exists
         *     - 422 `too_many_views`: No more views can be kept
         */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change an own view
         * @description Refused with:
         *     - 404 `view_not_found`: No such view
         *     - 409 `view_exists`: A view of this name exists
         */
        put: operations["updateView"];
        post?: never;
        /**
         * Forget an own view
         * @description Refused with:
         *     - 404 `view_not_found`: No such view
         */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests for approval: open ones by what expires first, then by risk and age; others newest first
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A request with exactly what would be sent
         * @description Refused with:
         *     - 404 `approval_not_found`: No such approval
         */
        get: operations["getApproval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was approved last for the same step of the same workflow
         * @description Refused with:
         *     - 404 `approval_not_found`: No such approval
         */
        get: operations["getSimilarApproval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve exactly what the digest stands for
         * @description Refused with:
         *     - 404 `approval_not_found`: No such approval
         *     - 409 `already_decided`: The approval has been decided
         *     - 409 `approval_not_pending`: The approval is not open any more
         *     - 409 `approval_expired`: The time to decide is over
         *     - 409 `digest_mismatch`: The request is not the one that was seen
         *     - 409 `run_not_active`: The run has ended
         *     - 403 `self_approval`: The starter of a run may not decide on this step
         *     - 403 `not_an_approver`: Not an approver of this step
         *     - 422 `reason_required`: A reason is needed
         */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject, with a reason
         * @description Refused with:
         *     - 404 `approval_not_found`: No such approval
         *     - 409 `already_decided`: The approval has been decided
         *     - 409 `approval_not_pending`: The approval is not open any more
         *     - 409 `approval_expired`: The time to decide is over
         *     - 409 `digest_mismatch`: The request is not the one that was seen
         *     - 409 `run_not_active`: The run has ended
         *     - 403 `self_approval`: The starter of a run may not decide on this step
         *     - 403 `not_an_approver`: Not an approver of this step
         *     - 422 `reason_required`: A reason is needed
         */
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Registered agents by name
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listAgents"];
        put?: never;
        /**
         * Register an agent
         * @description Refused with:
         *     - 409 `agent_exists`: An agent of this name exists
         *     - 422 `unknown_gateway`: The gateway does not exist
         */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agent-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls, failures, durations and costs by agent, of the runs started in a time */
        get: operations["getAgentFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An agent
         * @description Refused with:
         *     - 404 `agent_not_found`: No such agent
         */
        get: operations["getAgent"];
        /**
         * Change an agent
         * @description Refused with:
         *     - 404 `agent_not_found`: No such agent
         *     - 422 `unknown_gateway`: The gateway does not exist
         *     - 422 `name_mismatch`: The name in the body is not the one in the path
         */
        put: operations["updateAgent"];
        post?: never;
        /**
         * Remove an agent that no active workflow uses
         * @description Refused with:
         *     - 404 `agent_not_found`: No such agent
         *     - 409 `agent_in_use`: An active workflow uses the agent
         */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gateways with their state and what their engines can promise
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listGateways"];
        put?: never;
        /**
         * Connect an engine
         * @description Refused with:
         *     - 409 `gateway_exists`: A gateway of this name exists
         *     - 422 `invalid_gateway`: The gateway is not valid
         */
        post: operations["createGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A gateway
         * @description Refused with:
         *     - 404 `gateway_not_found`: No such gateway
         */
        get: operations["getGateway"];
        /**
         * Change a gateway; a secret that is not given stays
         * @description Refused with:
         *     - 404 `gateway_not_found`: No such gateway
         *     - 409 `gateway_read_only`: The gateway is set by the deployment
         *     - 422 `invalid_gateway`: The gateway is not valid
         *     - 422 `name_mismatch`: The name in the body is not the one in the path
         */
        put: operations["updateGateway"];
        post?: never;
        /**
         * Remove a gateway that no agent uses
         * @description Refused with:
         *     - 404 `gateway_not_found`: No such gateway
         *     - 409 `gateway_in_use`: Agents use the gateway
         *     - 409 `gateway_read_only`: The gateway is set by the deployment
         */
        delete: operations["deleteGateway"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the engine now whether it is there and what it offers; changes nothing
         * @description Refused with:
         *     - 404 `gateway_not_found`: No such gateway
         */
        post: operations["testGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{name}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the engine offers
         * @description Refused with:
         *     - 404 `gateway_not_found`: No such gateway
         *     - 502 `gateway_failed`: The engine did not answer as it should
         *     - 503 `gateway_unavailable`: The engine cannot be reached
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listEngineAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{name}/import-agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register what the engine offers
         * @description Refused with:
         *     - 404 `gateway_not_found`: No such gateway
         *     - 502 `gateway_failed`: The engine did not answer as it should
         *     - 503 `gateway_unavailable`: The engine cannot be reached
         */
        post: operations["importAgents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gateways/{name}/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Progress, usage or the result of a dispatch, signed by its engine in the Standard Webhooks layout
         * @description Refused with:
         *     - 401 `unauthenticated`: Sign in or send an API key
         *     - 404 `attempt_not_found`: No such attempt
         *     - 422 `validation_failed`: The body is not valid
         *     - 413 `body_too_large`: The body is too large
         */
        post: operations["takeCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model-pricing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prices by model
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listPrices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model-pricing/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A new version of the prices of a model; earlier ones are kept
         * @description Refused with:
         *     - 422 `invalid_price`: The price is not valid
         *     - 422 `name_mismatch`: The name in the body is not the one in the path
         */
        put: operations["setPrice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Costs over all runs, in groups */
        get: operations["getCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costs/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Costs over time, split into the dearest agents, models or workflows and the rest */
        get: operations["getCostSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/costs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every model call behind the costs of a range, as a stream */
        get: operations["exportCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Spending limits over many runs, each with what is taken of it in the present period
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A limit in the present period
         * @description Refused with:
         *     - 404 `limit_not_found`: No such limit
         */
        get: operations["getLimit"];
        /**
         * Set or change a limit; it counts the runs that start from then on
         * @description Refused with:
         *     - 404 `limit_not_found`: No such limit
         *     - 422 `invalid_limit`: The limit is not valid
         *     - 404 `workflow_not_found`: No such workflow
         *     - 422 `reason_required`: A reason is needed
         *     - 503 `projection_lag`: The read model is not there yet
         */
        put: operations["setLimit"];
        post?: never;
        /**
         * Remove a limit; what runs hold of it is settled all the same
         * @description Refused with:
         *     - 404 `limit_not_found`: No such limit
         *     - 422 `reason_required`: A reason is needed
         *     - 503 `projection_lag`: The read model is not there yet
         */
        delete: operations["removeLimit"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits/{id}/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which runs hold, or have taken, what of a limit
         * @description Refused with:
         *     - 404 `limit_not_found`: No such limit
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listLimitDraws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs by workflow, agent, time and status
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["searchExecutions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facts of the whole log, newest first
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["searchEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One fact: what it changed, what belongs to it, and the policy it happened under
         * @description Refused with:
         *     - 404 `event_not_found`: No such event
         */
        get: operations["getAuditEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which types, people, agents, workflows and objects the newest matching facts have */
        get: operations["getAuditFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same search as a stream; itself recorded */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recompute the hash chains and name the first break */
        get: operations["verifyLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signed checkpoints of the log
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Operators by username
         * @description Refused with:
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listOperators"];
        put?: never;
        /**
         * Add an operator; without a password, with a one-time sign-in token
         * @description Refused with:
         *     - 409 `operator_exists`: An operator of this name exists
         *     - 422 `weak_password`: The password is too easy to guess
         */
        post: operations["createOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An operator
         * @description Refused with:
         *     - 404 `operator_not_found`: No such operator
         */
        get: operations["getOperator"];
        /**
         * Change roles, e-mail or password; disable or enable
         * @description Refused with:
         *     - 404 `operator_not_found`: No such operator
         *     - 409 `last_admin`: The last admin cannot be removed
         *     - 422 `weak_password`: The password is too easy to guess
         */
        put: operations["updateOperator"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/sign-in-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A one-time sign-in token, shown once
         * @description Refused with:
         *     - 404 `operator_not_found`: No such operator
         *     - 403 `operator_disabled`: The operator is disabled
         */
        post: operations["createSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An operator's API keys, without the keys themselves
         * @description Refused with:
         *     - 404 `operator_not_found`: No such operator
         *     - 400 `invalid_cursor`: The cursor is not one of ours
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * An API key, shown once
         * @description Refused with:
         *     - 404 `operator_not_found`: No such operator
         *     - 403 `operator_disabled`: The operator is disabled
         *     - 403 `key_roles_exceed_operator`: A key cannot have more roles than its operator
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key at once
         * @description Refused with:
         *     - 404 `operator_not_found`: No such operator
         *     - 404 `key_not_found`: No such API key
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules of approval, single-operator mode, freezes in force */
        get: operations["getPolicy"];
        /**
         * Change rules, or switch single-operator mode
         * @description Refused with:
         *     - 422 `quorum_unreachable`: Nobody could fulfil the rule
         */
        put: operations["updatePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the installation can do its work */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus; no names of people, workflows or agents */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Actor: {
            /** @enum {string} */
            kind: "operator" | "system";
            id: string;
            username: string | null;
            email: string | null;
            via: ("session" | "key") | null;
            keyId: string | null;
        };
        Agent: {
            name: string;
            gateway: string;
            gatewayStatus: ("connected" | "connecting" | "down") | null;
            engineAgent: string | null;
            model: string;
            priced: boolean;
            description: string | null;
            instructions: string | null;
            maxOutputTokens: number | null;
            frozen: boolean;
            usedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AgentFigures: {
            agent: string;
            runs: number;
            steps: number;
            attempts: number;
            completed: number;
            failed: number;
            failedShare: number | null;
            p50Ms: number | null;
            p95Ms: number | null;
            inputTokens: number;
            outputTokens: number;
            cents: number | null;
            unpricedTokens: number;
            lastAt: string | null;
        };
        AgentFiguresList: {
            from: string | null;
            to: string | null;
            items: components["schemas"]["AgentFigures"][];
        };
        AgentInput: {
            name: string;
            gateway: string;
            engineAgent?: string;
            model: string;
            description?: string;
            instructions?: string;
            maxOutputTokens?: number;
        };
        AgentPage: {
            items: components["schemas"]["Agent"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        AgentSaved: {
            name: string;
            gateway: string;
            gatewayStatus: ("connected" | "connecting" | "down") | null;
            engineAgent: string | null;
            model: string;
            priced: boolean;
            description: string | null;
            instructions: string | null;
            maxOutputTokens: number | null;
            frozen: boolean;
            usedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            position: number;
        };
        AgentUpdate: {
            name?: string;
            gateway: string;
            engineAgent?: string;
            model: string;
            description?: string;
            instructions?: string;
            maxOutputTokens?: number;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            prefix: string;
            roles: components["schemas"]["Role"][];
            expiresAt: string | null;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        ApiKeyCreated: {
            /** Format: uuid */
            id: string;
            name: string;
            prefix: string;
            roles: components["schemas"]["Role"][];
            expiresAt: string | null;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
            revokedAt: string | null;
            key: string;
            position: number;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        Approval: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ApprovalKind"];
            /** Format: uuid */
            runId: string;
            stepKey: string;
            stepName: string | null;
            attempt: number;
            risk: components["schemas"]["RiskTier"];
            status: components["schemas"]["ApprovalStatus"];
            closedReason: string | null;
            digest: string;
            /** Format: date-time */
            requestedAt: string;
            expiresAt: string | null;
            closedAt: string | null;
            summary: string;
            request: {
                agent: string;
                model: string;
                gateway: string;
                input: components["schemas"]["SentInput"];
                estimatedCostCents: number | null;
                maxCostCents: number | null;
                workflowVersion: number;
                engineAgent: string | null;
                maxOutputTokens: number;
                inputTokensEstimate: number;
                policyVersion: number;
            };
            question: components["schemas"]["EngineQuestion"] | null;
            answer: components["schemas"]["EngineAnswer"] | null;
            policy: components["schemas"]["ApprovalPolicy"];
            reasonRequired: {
                approve: boolean;
                reject: boolean;
            };
            decisions: components["schemas"]["Decision"][];
            run: components["schemas"]["ApprovalRun"];
            revision: number;
            upstream: {
                stepKey: string;
                output: components["schemas"]["Text"] | null;
            }[];
            mayDecide: {
                allowed: boolean;
                code: string | null;
                message: string | null;
            } | null;
        };
        ApprovalDecided: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ApprovalKind"];
            /** Format: uuid */
            runId: string;
            stepKey: string;
            stepName: string | null;
            attempt: number;
            risk: components["schemas"]["RiskTier"];
            status: components["schemas"]["ApprovalStatus"];
            closedReason: string | null;
            digest: string;
            /** Format: date-time */
            requestedAt: string;
            expiresAt: string | null;
            closedAt: string | null;
            summary: string;
            request: {
                agent: string;
                model: string;
                gateway: string;
                input: components["schemas"]["SentInput"];
                estimatedCostCents: number | null;
                maxCostCents: number | null;
                workflowVersion: number;
                engineAgent: string | null;
                maxOutputTokens: number;
                inputTokensEstimate: number;
                policyVersion: number;
            };
            question: components["schemas"]["EngineQuestion"] | null;
            answer: components["schemas"]["EngineAnswer"] | null;
            policy: components["schemas"]["ApprovalPolicy"];
            reasonRequired: {
                approve: boolean;
                reject: boolean;
            };
            decisions: components["schemas"]["Decision"][];
            run: components["schemas"]["ApprovalRun"];
            revision: number;
            upstream: {
                stepKey: string;
                output: components["schemas"]["Text"] | null;
            }[];
            mayDecide: {
                allowed: boolean;
                code: string | null;
                message: string | null;
            } | null;
            position: number;
        };
        /** @enum {string} */
        ApprovalKind: "step" | "question";
        ApprovalPage: {
            items: components["schemas"]["ApprovalSummary"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        ApprovalPolicy: {
            quorum: number;
            selfApproval: boolean;
            roles: string[];
        };
        ApprovalRule: {
            quorum: number;
            selfApproval: boolean;
            roles: components["schemas"]["Role"][];
            expiresAfterMs: number | null;
        };
        ApprovalRun: {
            /** Format: uuid */
            runId: string;
            label: string | null;
            workflow: components["schemas"]["WorkflowRef"];
            status: components["schemas"]["RunStatus"];
            startedBy: components["schemas"]["Person"];
            /** Format: date-time */
            startedAt: string;
            budget: components["schemas"]["RunBudget"];
            progress: components["schemas"]["RunProgress"];
        };
        /** @enum {string} */
        ApprovalStatus: "pending" | "approved" | "rejected" | "expired" | "cancelled";
        ApprovalSummary: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ApprovalKind"];
            /** Format: uuid */
            runId: string;
            stepKey: string;
            stepName: string | null;
            attempt: number;
            risk: components["schemas"]["RiskTier"];
            status: components["schemas"]["ApprovalStatus"];
            digest: string;
            /** Format: date-time */
            requestedAt: string;
            expiresAt: string | null;
            closedAt: string | null;
            summary: string;
            agent: string;
            model: string;
            maxCostCents: number | null;
            workflow: components["schemas"]["WorkflowRef"];
            runLabel: string | null;
            startedBy: components["schemas"]["Person"];
            decisions: components["schemas"]["Decision"][];
            policy: components["schemas"]["ApprovalPolicy"];
            mayDecide: boolean;
        };
        ApproveInput: {
            digest: string;
            reason?: string;
        };
        Attempt: {
            attempt: number;
            status: components["schemas"]["AttemptStatus"];
            input: components["schemas"]["AttemptInput"];
            output: components["schemas"]["Text"] | null;
            usage: components["schemas"]["Usage"][];
            inputTokens: number | null;
            outputTokens: number | null;
            tokensFinal: boolean;
            reservedCents: number | null;
            costCents: number | null;
            costFinal: boolean;
            priceVersion: number | null;
            effectKey: string;
            engineRunId: string | null;
            sender: string | null;
            sendBy: string | null;
            resends: number;
            /** Format: date-time */
            dispatchedAt: string;
            acceptedAt: string | null;
            endedAt: string | null;
            error: components["schemas"]["StepError"] | null;
            lateResult: components["schemas"]["LateResult"] | null;
            approvalId: string | null;
            /** Format: date-time */
            deadlineAt: string;
            stopRequestedAt: string | null;
            executed: ("yes" | "no" | "unknown") | null;
        };
        AttemptInput: {
            instructions: components["schemas"]["Text"] | null;
            prompt: components["schemas"]["Text"];
            messages: {
                /** @enum {string} */
                role: "system" | "user";
                content: components["schemas"]["Text"];
            }[];
            agent: string;
            gateway: string;
            engineAgent: string | null;
            model: string;
            maxOutputTokens: number;
            inputTokensEstimate: number;
            maxCostCents: number | null;
            priceVersion: number | null;
            workflowVersion: number;
            policyVersion: number;
            digest: string;
        };
        /** @enum {string} */
        AttemptStatus: "open" | "unknown" | "completed" | "failed" | "stopped" | "written_off";
        AuditChange: {
            earlier: components["schemas"]["AuditEventRef"] | null;
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            };
        };
        AuditCheckpoint: {
            position: number;
            events: number;
            hash: string;
            /** Format: date-time */
            at: string;
            keyId: string;
            algorithm: string;
            signature: string;
        };
        AuditCheckpointPage: {
            items: components["schemas"]["AuditCheckpoint"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        AuditEvent: {
            position: number;
            stream: string;
            revision: number;
            id: string;
            type: string;
            version: number;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["Actor"];
            stepKey: string | null;
            attempt: number | null;
            data: {
                [key: string]: unknown;
            };
            correlationId: string | null;
            causationId: string | null;
            commandId: string | null;
            hash: string;
            previousHash: string;
            runId: string | null;
            workflow: components["schemas"]["WorkflowRef"] | null;
            agent: string | null;
            outcome: components["schemas"]["AuditOutcome"];
            reason: string | null;
            summary: string;
        };
        AuditEventDetail: {
            event: components["schemas"]["AuditEvent"];
            change: components["schemas"]["AuditChange"] | null;
            chain: {
                items: components["schemas"]["AuditEventRef"][];
                complete: boolean;
            };
            policyVersion: number;
        };
        AuditEventPage: {
            items: components["schemas"]["AuditEvent"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        AuditEventRef: {
            id: string;
            position: number;
            stream: string;
            revision: number;
            type: string;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["Actor"];
            causationId: string | null;
            summary: string;
        };
        AuditFacets: {
            type: components["schemas"]["Facet"];
            actor: components["schemas"]["Facet"];
            agent: components["schemas"]["Facet"];
            workflow: components["schemas"]["Facet"];
            object: components["schemas"]["Facet"];
            exact: boolean;
        };
        /** @enum {string} */
        AuditOutcome: "done" | "refused" | "failed" | "held" | "unknown";
        AuditVerification: {
            intact: boolean;
            events: number;
            streams: number;
            position: number;
            firstBroken: {
                position: number;
                stream: string | null;
                reason: string;
            } | null;
        };
        /** @enum {string} */
        BlockedReason: "approval" | "budget" | "outcome_unknown" | "engine_unavailable" | "frozen";
        BudgetInput: {
            totalBudgetCents?: number;
            maxTokens?: number;
            /** @enum {string} */
            onExceeded?: "hold" | "fail";
        };
        /** @enum {string} */
        BulkAction: "abort" | "pause" | "resume" | "rerun";
        BulkInput: {
            action: components["schemas"]["BulkAction"];
            filters?: {
                status?: components["schemas"]["RunStatus"][];
                workflow?: string;
                agent?: string;
                from?: string;
                to?: string;
                hold?: components["schemas"]["RunHold"][];
                startedBy?: string;
                costFrom?: number;
                costTo?: number;
                has?: components["schemas"]["RunTrait"][];
                runId?: string[];
                q?: string;
            };
            reason: string;
            expected: number;
        };
        BulkItem: {
            /** Format: uuid */
            runId: string;
            status: components["schemas"]["BulkItemStatus"];
            code: string | null;
            message: string | null;
            position: number | null;
            newRunId: string | null;
        };
        BulkItemPage: {
            items: components["schemas"]["BulkItem"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        /** @enum {string} */
        BulkItemStatus: "pending" | "done" | "refused" | "failed" | "cancelled";
        BulkJob: {
            /** Format: uuid */
            id: string;
            action: components["schemas"]["BulkAction"];
            reason: string;
            status: components["schemas"]["BulkStatus"];
            startedBy: components["schemas"]["Person"];
            /** Format: date-time */
            createdAt: string;
            endedAt: string | null;
            total: number;
            counts: {
                pending: number;
                done: number;
                refused: number;
                failed: number;
                cancelled: number;
            };
        };
        BulkJobPage: {
            items: components["schemas"]["BulkJob"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        BulkPreview: {
            action: components["schemas"]["BulkAction"];
            matching: number;
            eligible: number;
            ineligible: {
                status: components["schemas"]["RunStatus"];
                hold: components["schemas"]["RunHold"] | null;
                count: number;
            }[];
            max: number;
        };
        BulkPreviewInput: {
            action: components["schemas"]["BulkAction"];
            filters?: {
                status?: components["schemas"]["RunStatus"][];
                workflow?: string;
                agent?: string;
                from?: string;
                to?: string;
                hold?: components["schemas"]["RunHold"][];
                startedBy?: string;
                costFrom?: number;
                costTo?: number;
                has?: components["schemas"]["RunTrait"][];
                runId?: string[];
                q?: string;
            };
        };
        /** @enum {string} */
        BulkStatus: "running" | "done" | "cancelled";
        /** @enum {string} */
        CostBucket: "hour" | "day";
        CostByAgent: {
            agent: string;
            cents: number | null;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            calls: number;
        };
        CostByModel: {
            model: string;
            cents: number | null;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            calls: number;
        };
        CostByStep: {
            step: string;
            cents: number | null;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            calls: number;
        };
        CostEntry: {
            stepKey: string;
            attempt: number;
            callId: string;
            agent: string;
            model: string;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            cents: number | null;
            final: boolean;
            priceVersion: number | null;
            /** Format: date-time */
            at: string;
        };
        CostGroup: {
            key: string;
            cents: number | null;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            calls: number;
            runs: number;
        };
        /** @description All that are not among the dearest, together; `keys` says how many they are. */
        CostOther: {
            cents: (number | null)[];
            tokens: number[];
            unpricedTokens: number[];
            totals: components["schemas"]["CostTotals"];
            previous: components["schemas"]["CostTotals"];
            keys: number;
        };
        /** @description What one agent, model or workflow cost, bucket by bucket, and in the period before. */
        CostSeries: {
            key: string;
            cents: (number | null)[];
            tokens: number[];
            unpricedTokens: number[];
            totals: components["schemas"]["CostTotals"];
            previous: components["schemas"]["CostTotals"];
        };
        CostSeriesReport: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            bucket: components["schemas"]["CostBucket"];
            by: components["schemas"]["CostSplit"];
            buckets: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                filling: boolean;
            }[];
            series: components["schemas"]["CostSeries"][];
            other: components["schemas"]["CostOther"] | null;
            totals: components["schemas"]["CostTotals"];
            previous: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                totals: components["schemas"]["CostTotals"];
            };
            unpriced: components["schemas"]["Unpriced"][];
            reconciles: boolean;
        };
        /** @enum {string} */
        CostSplit: "agent" | "model" | "workflow";
        CostTotals: {
            cents: number | null;
            inputTokens: number;
            outputTokens: number;
            cacheReadTokens: number;
            cacheWriteTokens: number;
            calls: number;
            runs: number;
            unpricedTokens: number;
        };
        Costs: {
            from: string | null;
            to: string | null;
            /** @enum {string} */
            groupBy: "agent" | "model" | "workflow" | "day";
            totalCents: number | null;
            groups: components["schemas"]["CostGroup"][];
            unpriced: components["schemas"]["Unpriced"][];
            reconciles: boolean;
        };
        Decision: {
            operator: components["schemas"]["Person"];
            /** @enum {string} */
            decision: "approved" | "rejected";
            reason: string | null;
            /** Format: date-time */
            at: string;
            singleOperator: boolean;
        };
        /** @description An agent that the engine behind a gateway offers. */
        EngineAgent: {
            engineAgent: string;
            name: string;
            model: string | null;
            description: string | null;
            registeredAs: string | null;
        };
        EngineAgentPage: {
            items: components["schemas"]["EngineAgent"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        EngineAnswer: {
            applied: boolean;
            status: string;
            /** Format: date-time */
            at: string;
        };
        EngineQuestion: {
            questionId: string;
            engineAgent: string | null;
            engineRunId: string | null;
            command: string;
            cwd: string | null;
            risks: string[];
        };
        /** @description What one run may cost. null: a price is unknown. */
        Estimate: {
            minCents: number | null;
            expectedCents: number | null;
            maxCents: number | null;
            maxTokens: number | null;
            unpricedModels: string[];
        };
        Event: {
            position: number;
            stream: string;
            revision: number;
            id: string;
            type: string;
            version: number;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["Actor"];
            stepKey: string | null;
            attempt: number | null;
            data: {
                [key: string]: unknown;
            };
            correlationId: string | null;
            causationId: string | null;
            commandId: string | null;
            hash: string;
            previousHash: string;
        };
        EventPage: {
            items: components["schemas"]["Event"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        Facet: {
            value: string;
            count: number;
        }[];
        Freeze: {
            /** @enum {string} */
            scope: "all" | "agent" | "gateway" | "workflow";
            name: string | null;
            reason: string | null;
            by: components["schemas"]["Person"] | null;
            /** Format: date-time */
            at: string;
        };
        FreezeInput: {
            /** @enum {string} */
            scope: "all" | "agent" | "gateway" | "workflow";
            name?: string;
            reason: string;
        };
        FreezeReceipt: {
            position: number;
            stream: string;
            revision: number;
            freezes: components["schemas"]["Freeze"][];
        };
        Gateway: {
            name: string;
            kind: components["schemas"]["GatewayKind"];
            url: string | null;
            auth: {
                /** @enum {string} */
                type: "none" | "bearer" | "token" | "hmac";
                hasSecret: boolean;
            };
            options: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "connected" | "connecting" | "down";
            lastError: string | null;
            since: string | null;
            checkedAt: string | null;
            engine: string | null;
            reconnects: number;
            troubles: components["schemas"]["GatewayTrouble"][];
            capabilities: components["schemas"]["GatewayCapabilities"];
            frozen: boolean;
            /** @enum {string} */
            source: "api" | "deployment";
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        GatewayAuth: {
            /** @enum {string} */
            type: "none" | "bearer" | "token" | "hmac";
            token?: string;
            secret?: string;
            previousToken?: string;
        };
        GatewayCallback: {
            /** @enum {string} */
            type: "text" | "usage" | "tool" | "result";
            data: {
                effectKey: string;
            } & {
                [key: string]: unknown;
            };
        };
        GatewayCallbackTaken: {
            /** @constant */
            taken: true;
        };
        GatewayCapabilities: {
            idempotency: {
                windowMs: number;
                survivesRestart: boolean;
            } | null;
            tombstone: boolean;
            stop: boolean;
            enforcedExpiry: boolean;
            lookup: boolean;
            hardTokenLimit: boolean;
            usagePerCall: boolean;
            inputTokensOverhead: number;
            resultSurvivesSender: boolean;
            consequences: string[];
        };
        GatewayInput: {
            name: string;
            kind: components["schemas"]["GatewayKind"];
            /** Format: uri */
            url?: string;
            auth?: components["schemas"]["GatewayAuth"];
            options?: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        GatewayKind: "openclaw" | "openai" | "a2a" | "http" | "simulated";
        GatewayPage: {
            items: components["schemas"]["Gateway"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        GatewaySaved: {
            name: string;
            kind: components["schemas"]["GatewayKind"];
            url: string | null;
            auth: {
                /** @enum {string} */
                type: "none" | "bearer" | "token" | "hmac";
                hasSecret: boolean;
            };
            options: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "connected" | "connecting" | "down";
            lastError: string | null;
            since: string | null;
            checkedAt: string | null;
            engine: string | null;
            reconnects: number;
            troubles: components["schemas"]["GatewayTrouble"][];
            capabilities: components["schemas"]["GatewayCapabilities"];
            frozen: boolean;
            /** @enum {string} */
            source: "api" | "deployment";
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            position: number;
        };
        GatewayTested: {
            gateway: components["schemas"]["Gateway"];
            answeredInMs: number | null;
            agents: number | null;
            problem: string | null;
        };
        GatewayTrouble: {
            message: string;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
            times: number;
        };
        GatewayUpdate: {
            name?: string;
            kind: components["schemas"]["GatewayKind"];
            /** Format: uri */
            url?: string;
            auth?: components["schemas"]["GatewayAuth"];
            options?: {
                [key: string]: unknown;
            };
        };
        ImportAgentsInput: {
            agents?: {
                engineAgent: string;
                name?: string;
                model?: string;
            }[];
            model?: string;
        };
        ImportAgentsResult: {
            imported: string[];
            skipped: {
                engineAgent: string;
                code: string;
                message: string;
            }[];
            position: number;
        };
        InputSpec: {
            /** @enum {string} */
            type: "string" | "number" | "integer" | "boolean" | "object" | "array";
            required?: boolean;
            default?: unknown;
            description?: string;
        };
        KeyInput: {
            name: string;
            roles?: components["schemas"]["Role"][];
            expiresAt?: string;
        };
        /** @description A text over 64 KiB: how it begins, its size and digest, and where the whole can be read. */
        LargeText: {
            preview: string;
            bytes: number;
            sha256: string;
            href: string | null;
        };
        /** @description A result after the end: kept apart. Its cost counts; the status does not move. */
        LateResult: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            outcome: "completed" | "failed";
            output: components["schemas"]["Text"] | null;
        };
        Limit: {
            id: string;
            scope: components["schemas"]["LimitScope"];
            workflow: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            period: components["schemas"]["LimitPeriod"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            usd: components["schemas"]["LimitMoney"] | null;
            tokens: components["schemas"]["LimitTokens"] | null;
            runsHolding: number;
            version: number;
            reason: string;
            /** Format: date-time */
            activeSince: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: components["schemas"]["Person"];
            refusals: components["schemas"]["LimitRefusal"][];
        };
        LimitDraw: {
            /** Format: uuid */
            runId: string;
            workflow: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            label: string | null;
            status: components["schemas"]["RunStatus"] | null;
            startedAt: string | null;
            /** Format: date-time */
            reservedAt: string;
            holding: boolean;
            drawnCents: number | null;
            spentCents: number | null;
            unknownCents: number | null;
            drawnTokens: number | null;
            spentTokens: number | null;
        };
        LimitDrawPage: {
            items: components["schemas"]["LimitDraw"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        LimitInput: {
            capCents?: number | null;
            maxTokens?: number | null;
            reason: string;
        };
        /** @description Spent by runs that have ended, and so far by those that go on; reserved by those that go on; charged for what nobody can know. `forecastCents` is what will have been spent at the end of the period at the pace so far (since the limit counts, where it was set within the period); null while less than a tenth of the period has passed, or nothing was spent. */
        LimitMoney: {
            capCents: number;
            spentCents: number;
            reservedCents: number;
            unknownCents: number;
            leftCents: number;
            forecastCents: number | null;
        };
        LimitPage: {
            items: components["schemas"]["Limit"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        /**
         * @description By the calendar, in UTC.
         * @enum {string}
         */
        LimitPeriod: "day" | "month";
        LimitRefusal: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"];
            command: string;
            runId: string | null;
            workflow: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            message: string;
        };
        LimitRemoval: {
            reason: string;
        };
        LimitRemoved: {
            position: number;
            stream: string;
            revision: number;
            id: string;
        };
        LimitSaved: {
            id: string;
            scope: components["schemas"]["LimitScope"];
            workflow: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            period: components["schemas"]["LimitPeriod"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            usd: components["schemas"]["LimitMoney"] | null;
            tokens: components["schemas"]["LimitTokens"] | null;
            runsHolding: number;
            version: number;
            reason: string;
            /** Format: date-time */
            activeSince: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: components["schemas"]["Person"];
            refusals: components["schemas"]["LimitRefusal"][];
            position: number;
        };
        /** @enum {string} */
        LimitScope: "installation" | "workflow";
        /** @description The same in tokens. */
        LimitTokens: {
            cap: number;
            spent: number;
            reserved: number;
            unknown: number;
            left: number;
            forecast: number | null;
        };
        /** @description How many match in all; an estimate when not exact. */
        ListTotal: {
            value: number;
            exact: boolean;
        };
        Live: {
            /** @constant */
            status: "ok";
        };
        LiveEvent: {
            position: number;
            topic: string;
            type: string;
            /** Format: uuid */
            runId?: string;
            stepKey?: string;
            /** Format: uuid */
            approvalId?: string;
            data: {
                [key: string]: unknown;
            };
        };
        LiveOutput: {
            /** Format: uuid */
            runId: string;
            stepKey: string;
            attempt: number;
            seq: number;
            text: string;
        };
        LookupItem: {
            /** @enum {string} */
            kind: "run" | "step" | "approval" | "workflow" | "event" | "bulk_job" | "view" | "operator";
            id: string;
            label: string;
            within: string | null;
        };
        LookupList: {
            items: components["schemas"]["LookupItem"][];
        };
        Me: {
            /** Format: uuid */
            id: string;
            username: string;
            email: string | null;
            roles: components["schemas"]["Role"][];
            permissions: components["schemas"]["Permission"][];
            /** @enum {string} */
            via: "session" | "key";
            expiresAt: string | null;
            singleOperator: boolean;
            environment: string | null;
            hasPassword: boolean;
            position: number;
        };
        NextAction: {
            /** @enum {string} */
            action: "none" | "wait" | "retry" | "raise_budget" | "set_price" | "approve" | "settle" | "unfreeze" | "resume" | "fix_agent" | "fix_workflow" | "fix_gateway";
            message: string;
        };
        Operator: {
            /** Format: uuid */
            id: string;
            username: string;
            email: string | null;
            roles: components["schemas"]["Role"][];
            hasPassword: boolean;
            disabled: boolean;
            keyCount: number;
            lastSignInAt: string | null;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        OperatorCreated: {
            /** Format: uuid */
            id: string;
            username: string;
            email: string | null;
            roles: components["schemas"]["Role"][];
            hasPassword: boolean;
            disabled: boolean;
            keyCount: number;
            lastSignInAt: string | null;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            position: number;
            signInToken: string | null;
            signInExpiresAt: string | null;
        };
        OperatorInput: {
            username: string;
            /** Format: email */
            email?: string;
            roles: components["schemas"]["Role"][];
            password?: string;
        };
        OperatorPage: {
            items: components["schemas"]["Operator"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        OperatorSaved: {
            /** Format: uuid */
            id: string;
            username: string;
            email: string | null;
            roles: components["schemas"]["Role"][];
            hasPassword: boolean;
            disabled: boolean;
            keyCount: number;
            lastSignInAt: string | null;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            position: number;
        };
        OperatorUpdate: {
            email?: string | null;
            roles?: components["schemas"]["Role"][];
            password?: string;
            disabled?: boolean;
        };
        PasswordChange: {
            current?: string;
            next: string;
        };
        /** @enum {string} */
        Permission: "workflows:read" | "workflows:write" | "runs:read" | "runs:write" | "budgets:read" | "budgets:raise" | "budgets:write" | "outcomes:settle" | "freeze" | "approvals:read" | "approvals:decide" | "agents:read" | "agents:write" | "gateways:read" | "gateways:write" | "pricing:read" | "pricing:write" | "costs:read" | "audit:read" | "audit:export" | "operators:read" | "operators:write" | "policy:read" | "policy:write";
        Person: {
            id: string;
            username: string | null;
            email: string | null;
        };
        Policy: {
            version: number;
            singleOperator: boolean;
            approvals: {
                write: components["schemas"]["ApprovalRule"];
                irreversible: components["schemas"]["ApprovalRule"];
            };
            freezes: components["schemas"]["Freeze"][];
            updatedAt: string | null;
            updatedBy: components["schemas"]["Person"] | null;
        };
        PolicyInput: {
            singleOperator?: boolean;
            approvals?: {
                write?: components["schemas"]["ApprovalRule"];
                irreversible?: components["schemas"]["ApprovalRule"];
            };
            reason: string;
        };
        PolicySaved: {
            version: number;
            singleOperator: boolean;
            approvals: {
                write: components["schemas"]["ApprovalRule"];
                irreversible: components["schemas"]["ApprovalRule"];
            };
            freezes: components["schemas"]["Freeze"][];
            updatedAt: string | null;
            updatedBy: components["schemas"]["Person"] | null;
            position: number;
        };
        Price: {
            model: string;
            version: number;
            inputCentsPerMTok: number;
            outputCentsPerMTok: number;
            cacheReadCentsPerMTok: number | null;
            cacheWriteCentsPerMTok: number | null;
            longContext: {
                aboveInputTokens: number;
                inputCentsPerMTok: number;
                outputCentsPerMTok: number;
                cacheReadCentsPerMTok: number | null;
                cacheWriteCentsPerMTok: number | null;
            } | null;
            /** Format: date-time */
            effectiveFrom: string;
            source: {
                /** @enum {string} */
                kind: "operator" | "catalogue";
                name: string;
                date: string | null;
            };
            /** Format: date-time */
            recordedAt: string;
            current: boolean;
        };
        PriceInput: {
            model?: string;
            inputCentsPerMTok: number;
            outputCentsPerMTok: number;
            cacheReadCentsPerMTok?: number;
            cacheWriteCentsPerMTok?: number;
            longContext?: {
                aboveInputTokens: number;
                inputCentsPerMTok: number;
                outputCentsPerMTok: number;
                cacheReadCentsPerMTok?: number;
                cacheWriteCentsPerMTok?: number;
            };
            effectiveFrom?: string;
        };
        PricePage: {
            items: components["schemas"]["Price"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        PriceSaved: {
            model: string;
            version: number;
            inputCentsPerMTok: number;
            outputCentsPerMTok: number;
            cacheReadCentsPerMTok: number | null;
            cacheWriteCentsPerMTok: number | null;
            longContext: {
                aboveInputTokens: number;
                inputCentsPerMTok: number;
                outputCentsPerMTok: number;
                cacheReadCentsPerMTok: number | null;
                cacheWriteCentsPerMTok: number | null;
            } | null;
            /** Format: date-time */
            effectiveFrom: string;
            source: {
                /** @enum {string} */
                kind: "operator" | "catalogue";
                name: string;
                date: string | null;
            };
            /** Format: date-time */
            recordedAt: string;
            current: boolean;
            position: number;
            revision: number;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            requestId: string;
            errors?: components["schemas"]["ProblemDetail"][];
        } & {
            [key: string]: unknown;
        };
        ProblemDetail: {
            code: string;
            path: string;
            message: string;
            step?: string;
            field?: string;
            agent?: string;
            dependency?: string;
            reference?: string;
            model?: string;
            input?: string;
            expected?: string;
            offset?: number;
            readonly cycle?: string[];
            /** @enum {string} */
            severity?: "error" | "warning";
        } & {
            [key: string]: unknown;
        };
        RaiseBudgetInput: {
            totalBudgetCents?: number;
            maxTokens?: number;
            reason: string;
        };
        Ready: {
            /** @enum {string} */
            status: "ready" | "not_ready";
            version: string;
            checks: {
                database: {
                    /** @enum {string} */
                    status: "ok" | "degraded" | "down";
                    message: string | null;
                };
                eventStore: {
                    /** @enum {string} */
                    status: "ok" | "degraded" | "down";
                    message: string | null;
                    head: number | null;
                    /** @enum {string} */
                    kind: "postgres" | "eventstoredb" | "memory";
                };
                projections: {
                    /** @enum {string} */
                    status: "ok" | "degraded" | "down";
                    message: string | null;
                    position: number | null;
                    lag: number | null;
                };
                gateways: {
                    /** @enum {string} */
                    status: "ok" | "degraded" | "down";
                    message: string | null;
                    name: string;
                }[];
            };
        };
        ReasonInput: {
            reason?: string;
        };
        /** @description The stream a command wrote to, its new revision, and the position it reached in the whole log. */
        Receipt: {
            position: number;
            stream: string;
            revision: number;
        };
        Refusal: {
            code: string;
            message: string;
            stepKey: string | null;
            details: {
                [key: string]: unknown;
            };
        };
        RejectInput: {
            digest: string;
            reason?: string;
        };
        Replay: {
            at: number;
            head: number;
            /** Format: date-time */
            atTime: string;
            state: components["schemas"]["ReplayState"];
            verified: {
                foldEqualsReadModel: boolean | null;
                chainIntact: boolean;
                firstBroken: {
                    revision: number;
                    reason: string;
                } | null;
            };
        };
        ReplayState: {
            /** Format: uuid */
            runId: string;
            label: string | null;
            workflow: components["schemas"]["WorkflowRef"];
            status: components["schemas"]["RunStatus"];
            hold: components["schemas"]["RunHold"] | null;
            statusReason: string | null;
            startedBy: components["schemas"]["Person"];
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            revision: number;
            budget: components["schemas"]["RunBudget"];
            inputTokens: number | null;
            outputTokens: number | null;
            progress: components["schemas"]["RunProgress"];
            waitingOn: components["schemas"]["WaitingOn"] | null;
            firstError: {
                class: string;
                code: string;
                message: string;
                retryable: boolean;
                executed: ("yes" | "no" | "unknown") | null;
                attempt: number;
                attemptsMax: number;
                details: {
                    [key: string]: unknown;
                } | null;
                nextAction: components["schemas"]["NextAction"] | null;
                stepKey: string;
            } | null;
            inputs: {
                [key: string]: unknown;
            };
            refusal: components["schemas"]["Refusal"] | null;
            nextAction: components["schemas"]["NextAction"] | null;
            estimate: components["schemas"]["Estimate"] | null;
            abort: {
                requestedBy: components["schemas"]["Person"] | null;
                /** Format: date-time */
                requestedAt: string;
                reason: string | null;
            } | null;
            steps: components["schemas"]["ReplayStep"][];
        };
        ReplayStep: {
            key: string;
            name: string | null;
            status: components["schemas"]["StepStatus"];
            blockedReason: components["schemas"]["BlockedReason"] | null;
            statusReason: string | null;
            risk: components["schemas"]["RiskTier"];
            agent: string;
            gateway: string | null;
            model: string | null;
            dependsOn: string[];
            /** @enum {string} */
            onFailure: "fail" | "continue";
            attempt: number;
            attemptsMax: number;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            tokensFinal: boolean;
            estimatedCostCents: number | null;
            costCents: number | null;
            costFinal: boolean;
            reservedCents: number | null;
            unknownCents: number | null;
            approvalId: string | null;
            startedAt: string | null;
            endedAt: string | null;
            times: components["schemas"]["StepTimes"];
            error: components["schemas"]["StepError"] | null;
            nextAction: components["schemas"]["NextAction"] | null;
            input: components["schemas"]["Text"] | null;
            output: components["schemas"]["Text"] | null;
            decisions: components["schemas"]["Decision"][];
        };
        RetryInput: {
            maxAttempts: number;
            backoffMs?: number;
        };
        /** @enum {string} */
        RiskTier: "read" | "write" | "irreversible";
        /** @enum {string} */
        Role: "viewer" | "operator" | "approver" | "auditor" | "admin";
        Run: {
            /** Format: uuid */
            runId: string;
            label: string | null;
            workflow: components["schemas"]["WorkflowRef"];
            status: components["schemas"]["RunStatus"];
            hold: components["schemas"]["RunHold"] | null;
            statusReason: string | null;
            startedBy: components["schemas"]["Person"];
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            revision: number;
            budget: components["schemas"]["RunBudget"];
            inputTokens: number | null;
            outputTokens: number | null;
            progress: components["schemas"]["RunProgress"];
            waitingOn: components["schemas"]["WaitingOn"] | null;
            firstError: {
                class: string;
                code: string;
                message: string;
                retryable: boolean;
                executed: ("yes" | "no" | "unknown") | null;
                attempt: number;
                attemptsMax: number;
                details: {
                    [key: string]: unknown;
                } | null;
                nextAction: components["schemas"]["NextAction"] | null;
                stepKey: string;
            } | null;
            inputs: {
                [key: string]: unknown;
            };
            refusal: components["schemas"]["Refusal"] | null;
            nextAction: components["schemas"]["NextAction"] | null;
            estimate: components["schemas"]["Estimate"] | null;
            abort: {
                requestedBy: components["schemas"]["Person"] | null;
                /** Format: date-time */
                requestedAt: string;
                reason: string | null;
            } | null;
            steps: components["schemas"]["Step"][];
        };
        RunBudget: {
            totalBudgetCents: number | null;
            spentCents: number | null;
            reservedCents: number | null;
            unknownCents: number | null;
            maxTokens: number | null;
            tokens: number | null;
            reservedTokens: number | null;
            /** @enum {string} */
            onExceeded: "hold" | "fail";
            unpricedTokens: number;
        };
        RunCosts: {
            /** Format: uuid */
            runId: string;
            totalCents: number | null;
            byAgent: components["schemas"]["CostByAgent"][];
            byModel: components["schemas"]["CostByModel"][];
            byStep: components["schemas"]["CostByStep"][];
            entries: components["schemas"]["CostEntry"][];
            unpriced: components["schemas"]["Unpriced"][];
            reconciles: boolean;
        };
        RunFacets: {
            status: components["schemas"]["Facet"];
            hold: components["schemas"]["Facet"];
            workflow: components["schemas"]["Facet"];
            agent: components["schemas"]["Facet"];
            startedBy: components["schemas"]["Facet"];
            exact: boolean;
        };
        /** @enum {string} */
        RunHold: "budget" | "approval" | "paused" | "frozen" | "outcome_unknown";
        RunPage: {
            items: components["schemas"]["RunSummary"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        RunProgress: {
            total: number;
            waiting: number;
            running: number;
            completed: number;
            failed: number;
            blocked: number;
            skipped: number;
            marks: components["schemas"]["StepStatus"][] | null;
        };
        RunReceipt: {
            position: number;
            stream: string;
            revision: number;
            /** Format: uuid */
            runId: string;
            status: components["schemas"]["RunStatus"];
            hold: components["schemas"]["RunHold"] | null;
        };
        RunStarted: {
            position: number;
            stream: string;
            revision: number;
            /** Format: uuid */
            runId: string;
            status: components["schemas"]["RunStatus"];
            hold: components["schemas"]["RunHold"] | null;
        };
        /** @enum {string} */
        RunStatus: "pending" | "running" | "completed" | "failed" | "aborted";
        RunSummary: {
            /** Format: uuid */
            runId: string;
            label: string | null;
            workflow: components["schemas"]["WorkflowRef"];
            status: components["schemas"]["RunStatus"];
            hold: components["schemas"]["RunHold"] | null;
            statusReason: string | null;
            startedBy: components["schemas"]["Person"];
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
            revision: number;
            budget: components["schemas"]["RunBudget"];
            inputTokens: number | null;
            outputTokens: number | null;
            progress: components["schemas"]["RunProgress"];
            waitingOn: components["schemas"]["WaitingOn"] | null;
            firstError: {
                class: string;
                code: string;
                message: string;
                retryable: boolean;
                executed: ("yes" | "no" | "unknown") | null;
                attempt: number;
                attemptsMax: number;
                details: {
                    [key: string]: unknown;
                } | null;
                nextAction: components["schemas"]["NextAction"] | null;
                stepKey: string;
            } | null;
        };
        /** @enum {string} */
        RunTrait: "error" | "label" | "unpriced" | "unknown";
        SavedView: {
            /** Format: uuid */
            id: string;
            screen: components["schemas"]["ViewScreen"];
            name: string;
            query: {
                [key: string]: string;
            };
            shared: boolean;
            mine: boolean;
            owner: components["schemas"]["Person"];
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SentInput: {
            instructions: components["schemas"]["Text"] | null;
            prompt: components["schemas"]["Text"];
            messages: {
                /** @enum {string} */
                role: "system" | "user";
                content: components["schemas"]["Text"];
            }[];
        };
        Session: {
            id: string;
            current: boolean;
            userAgent: string | null;
            address: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        SessionList: {
            items: components["schemas"]["Session"][];
        };
        SessionsEnded: {
            ended: number;
            position: number;
        };
        SettleInput: {
            /** @enum {string} */
            outcome: "completed" | "not_executed" | "written_off";
            output?: string;
            proof?: unknown;
            reason: string;
        };
        SignInInput: {
            username: string;
            password: string;
        } | {
            signInToken: string;
        };
        SignInLink: {
            signInToken: string;
            path: string;
            /** Format: date-time */
            expiresAt: string;
            position: number;
        };
        SimilarApproval: {
            approval: components["schemas"]["Approval"] | null;
        };
        /** @enum {string} */
        SpanPhase: "queue" | "approval" | "budget" | "frozen" | "engine_unavailable" | "run" | "backoff" | "outcome_unknown";
        StartRunInput: {
            inputs?: {
                [key: string]: unknown;
            };
            version?: number;
            budget?: components["schemas"]["BudgetInput"];
            label?: string;
        };
        Step: {
            key: string;
            name: string | null;
            status: components["schemas"]["StepStatus"];
            blockedReason: components["schemas"]["BlockedReason"] | null;
            statusReason: string | null;
            risk: components["schemas"]["RiskTier"];
            agent: string;
            gateway: string | null;
            model: string | null;
            dependsOn: string[];
            /** @enum {string} */
            onFailure: "fail" | "continue";
            attempt: number;
            attemptsMax: number;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            tokensFinal: boolean;
            estimatedCostCents: number | null;
            costCents: number | null;
            costFinal: boolean;
            reservedCents: number | null;
            unknownCents: number | null;
            approvalId: string | null;
            startedAt: string | null;
            endedAt: string | null;
            times: components["schemas"]["StepTimes"];
            error: components["schemas"]["StepError"] | null;
            nextAction: components["schemas"]["NextAction"] | null;
        };
        StepDetail: {
            key: string;
            name: string | null;
            status: components["schemas"]["StepStatus"];
            blockedReason: components["schemas"]["BlockedReason"] | null;
            statusReason: string | null;
            risk: components["schemas"]["RiskTier"];
            agent: string;
            gateway: string | null;
            model: string | null;
            dependsOn: string[];
            /** @enum {string} */
            onFailure: "fail" | "continue";
            attempt: number;
            attemptsMax: number;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            tokensFinal: boolean;
            estimatedCostCents: number | null;
            costCents: number | null;
            costFinal: boolean;
            reservedCents: number | null;
            unknownCents: number | null;
            approvalId: string | null;
            startedAt: string | null;
            endedAt: string | null;
            times: components["schemas"]["StepTimes"];
            error: components["schemas"]["StepError"] | null;
            nextAction: components["schemas"]["NextAction"] | null;
            /** Format: uuid */
            runId: string;
            prompt: components["schemas"]["Text"];
            input: components["schemas"]["Text"] | null;
            output: components["schemas"]["Text"] | null;
            attempts: components["schemas"]["Attempt"][];
            decisions: {
                operator: components["schemas"]["Person"];
                /** @enum {string} */
                decision: "approved" | "rejected";
                reason: string | null;
                /** Format: date-time */
                at: string;
                singleOperator: boolean;
                /** Format: uuid */
                approvalId: string;
            }[];
            position: number;
        };
        StepError: {
            class: string;
            code: string;
            message: string;
            retryable: boolean;
            executed: ("yes" | "no" | "unknown") | null;
            attempt: number;
            attemptsMax: number;
            details: {
                [key: string]: unknown;
            } | null;
            nextAction: components["schemas"]["NextAction"] | null;
        };
        StepEstimate: {
            key: string;
            model: string | null;
            inputTokensMin: number;
            inputTokensMax: number;
            maxOutputTokens: number;
            maxTokens: number;
            minCents: number | null;
            expectedCents: number | null;
            maxCents: number | null;
        };
        StepInput: {
            key: string;
            name?: string;
            agent: string;
            model?: string;
            risk: components["schemas"]["RiskTier"];
            prompt: string;
            dependsOn?: string[];
            maxOutputTokens?: number;
            timeoutMs?: number;
            retry?: components["schemas"]["RetryInput"];
            /** @enum {string} */
            onFailure?: "fail" | "continue";
            outputSchema?: {
                [key: string]: unknown;
            };
        };
        StepSpan: {
            phase: components["schemas"]["SpanPhase"];
            attempt: number | null;
            /** Format: date-time */
            from: string;
            to: string | null;
            outcome: components["schemas"]["AttemptStatus"] | null;
        };
        /** @enum {string} */
        StepStatus: "waiting" | "running" | "completed" | "failed" | "blocked" | "skipped";
        StepTimes: {
            readyAt: string | null;
            gateRequestedAt: string | null;
            gateDecidedAt: string | null;
            dispatchedAt: string | null;
            acceptedAt: string | null;
            retryAt: string | null;
            deadlineAt: string | null;
        };
        SubscribeInput: {
            topics: (("runs" | "approvals") | string)[];
            after?: number;
        };
        Text: string | components["schemas"]["LargeText"];
        Timeline: {
            at: number;
            /** Format: date-time */
            atTime: string;
            steps: {
                key: string;
                spans: components["schemas"]["StepSpan"][];
            }[];
        };
        /** @description Use of a model without a price. It costs something; we cannot say what. */
        Unpriced: {
            model: string;
            inputTokens: number | null;
            outputTokens: number | null;
            calls: number;
        };
        /** @description What one model call used. */
        Usage: {
            callId: string;
            model: string;
            inputTokens: number | null;
            outputTokens: number | null;
            cacheReadTokens: number | null;
            cacheWriteTokens: number | null;
            cents: number | null;
            final: boolean;
            /** @enum {string} */
            source: "engine" | "estimate";
            priceVersion: number | null;
            /** Format: date-time */
            at: string;
        };
        ViewInput: {
            screen: components["schemas"]["ViewScreen"];
            name: string;
            query: {
                [key: string]: string;
            };
            /** @default false */
            shared?: boolean;
        };
        ViewList: {
            items: components["schemas"]["SavedView"][];
        };
        /** @enum {string} */
        ViewScreen: "runs" | "approvals" | "audit" | "costs";
        ViewUpdate: {
            name: string;
            query: {
                [key: string]: string;
            };
            /** @default false */
            shared?: boolean;
        };
        WaitingOn: {
            /** @enum {string} */
            kind: "approval" | "budget" | "outcome_unknown" | "engine_unavailable" | "frozen" | "paused" | "retry";
            stepKey: string | null;
            approvalId: string | null;
            message: string;
            /** Format: date-time */
            since: string;
            until: string | null;
        };
        Workflow: {
            name: string;
            description?: string;
            inputs: {
                [key: string]: components["schemas"]["InputSpec"];
            };
            budget?: components["schemas"]["BudgetInput"];
            steps: components["schemas"]["StepInput"][];
            source: string | null;
            /** Format: uuid */
            id: string;
            version: number;
            latestVersion: number;
            /** @enum {string} */
            status: "active" | "archived";
            estimate: components["schemas"]["Estimate"];
            warnings: components["schemas"]["ProblemDetail"][];
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: components["schemas"]["Person"] | null;
            revision: number;
        };
        WorkflowArchived: {
            /** Format: uuid */
            id: string;
            /** @constant */
            status: "archived";
            position: number;
            revision: number;
        };
        WorkflowInput: {
            name: string;
            description?: string;
            inputs?: {
                [key: string]: components["schemas"]["InputSpec"];
            };
            budget?: components["schemas"]["BudgetInput"];
            steps: components["schemas"]["StepInput"][];
            source?: string;
        };
        WorkflowPage: {
            items: components["schemas"]["WorkflowSummary"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
        WorkflowRef: {
            /** Format: uuid */
            id: string;
            name: string;
            version: number;
        };
        WorkflowSaved: {
            name: string;
            description?: string;
            inputs: {
                [key: string]: components["schemas"]["InputSpec"];
            };
            budget?: components["schemas"]["BudgetInput"];
            steps: components["schemas"]["StepInput"][];
            source: string | null;
            /** Format: uuid */
            id: string;
            version: number;
            latestVersion: number;
            /** @enum {string} */
            status: "active" | "archived";
            estimate: components["schemas"]["Estimate"];
            warnings: components["schemas"]["ProblemDetail"][];
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: components["schemas"]["Person"] | null;
            revision: number;
            position: number;
        };
        WorkflowSummary: {
            /** Format: uuid */
            id: string;
            name: string;
            version: number;
            description: string | null;
            /** @enum {string} */
            status: "active" | "archived";
            stepCount: number;
            gateCount: number;
            agents: string[];
            budget: {
                totalBudgetCents: number | null;
                maxTokens: number | null;
                /** @enum {string} */
                onExceeded: "hold" | "fail";
            };
            runs: {
                total: number;
                active: number;
                failed: number;
                lastStartedAt: string | null;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: components["schemas"]["Person"] | null;
        };
        WorkflowValidation: {
            /** @constant */
            valid: true;
            estimate: components["schemas"]["Estimate"];
            steps: components["schemas"]["StepEstimate"][];
            waves: string[][];
            warnings: components["schemas"]["ProblemDetail"][];
        };
        WorkflowVersion: {
            version: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["Person"] | null;
            stepCount: number;
        };
        WorkflowVersionPage: {
            items: components["schemas"]["WorkflowVersion"][];
            nextCursor: string | null;
            total: components["schemas"]["ListTotal"];
        };
    };
    responses: {
        /**
         * @description `malformed_json`: The body is not JSON
         *
         *     `too_deep`: The body nests too deeply
         *
         *     `duplicate_key`: The body names a key twice
         *
         *     `forbidden_key`: The body holds a key that is never accepted
         *
         *     `unknown_parameter`: Unknown query parameter
         *
         *     `invalid_parameter`: A parameter is not valid
         *
         *     `invalid_header`: A header is not valid
         *
         *     `invalid_cursor`: The cursor is not one of ours
         */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `unauthenticated`: Sign in or send an API key
         *
         *     `invalid_credentials`: Username, password or sign-in link is not valid
         *
         *     `session_expired`: The session has ended
         *
         *     `key_expired`: The API key has expired
         */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `operator_disabled`: The operator is disabled
         *
         *     `forbidden`: Not permitted
         *
         *     `session_required`: Only for a person who is signed in
         *
         *     `csrf_refused`: The request comes from another site
         *
         *     `origin_refused`: The origin is not allowed
         *
         *     `topic_forbidden`: The topic is not permitted
         *
         *     `self_approval`: The starter of a run may not decide on this step
         *
         *     `not_an_approver`: Not an approver of this step
         *
         *     `key_roles_exceed_operator`: A key cannot have more roles than its operator
         */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `not_found`: No such resource
         *
         *     `workflow_not_found`: No such workflow
         *
         *     `workflow_version_not_found`: No such version of the workflow
         *
         *     `run_not_found`: No such run
         *
         *     `attempt_not_found`: No such attempt
         *
         *     `step_not_found`: No such step
         *
         *     `revision_not_found`: The run has no such revision
         *
         *     `payload_not_found`: No such payload
         *
         *     `approval_not_found`: No such approval
         *
         *     `agent_not_found`: No such agent
         *
         *     `gateway_not_found`: No such gateway
         *
         *     `price_not_found`: No such price
         *
         *     `limit_not_found`: No such limit
         *
         *     `operator_not_found`: No such operator
         *
         *     `key_not_found`: No such API key
         *
         *     `view_not_found`: No such view
         *
         *     `bulk_job_not_found`: No such bulk command
         *
         *     `event_not_found`: No such event
         *
         *     `session_not_found`: No such session
         */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `method_not_allowed`: The resource does not know this method */
        Problem405: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_acceptable`: No such representation */
        Problem406: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `request_timeout`: The request took too long to arrive */
        Problem408: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `illegal_transition`: Not possible in the present state
         *
         *     `run_not_active`: The run has ended
         *
         *     `already_decided`: The approval has been decided
         *
         *     `digest_mismatch`: The request is not the one that was seen
         *
         *     `approval_not_pending`: The approval is not open any more
         *
         *     `approval_expired`: The time to decide is over
         *
         *     `run_exists`: The run exists already
         *
         *     `workflow_archived`: The workflow is archived
         *
         *     `workflow_exists`: A workflow of this name exists
         *
         *     `agent_exists`: An agent of this name exists
         *
         *     `agent_in_use`: An active workflow uses the agent
         *
         *     `gateway_exists`: A gateway of this name exists
         *
         *     `gateway_in_use`: Agents use the gateway
         *
         *     `gateway_read_only`: The gateway is set by the deployment
         *
         *     `operator_exists`: An operator of this name exists
         *
         *     `view_exists`: A view of this name exists
         *
         *     `selection_changed`: More runs match by now than were seen
         *
         *     `last_admin`: The last admin cannot be removed
         *
         *     `limit_exceeded`: A spending limit does not carry it
         *
         *     `frozen`: Frozen
         *
         *     `already_frozen`: Already frozen
         *
         *     `not_frozen`: Not frozen
         *
         *     `idempotency_in_progress`: The first request with this key is still at work
         *
         *     `concurrent_change`: Others changed the resource at the same time; try again
         */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `version_conflict`: The resource has changed */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large`: The body is too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `uri_too_long`: The address is too long */
        Problem414: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: The body must be application/json */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `range_not_satisfiable`: The range lies outside the content */
        Problem416: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `validation_failed`: The body is not valid
         *
         *     `idempotency_key_reused`: The key was used for another request
         *
         *     `workflow_invalid`: The workflow is not valid
         *
         *     `invalid_inputs`: The inputs do not fit the workflow
         *
         *     `invalid_budget`: The budget is not valid
         *
         *     `invalid_limit`: The limit is not valid
         *
         *     `budget_exceeded`: The cap does not cover it
         *
         *     `unpriced_model`: The model has no price
         *
         *     `unknown_agent`: The agent does not exist
         *
         *     `unknown_gateway`: The gateway does not exist
         *
         *     `unknown_model`: The model does not exist
         *
         *     `name_mismatch`: The name in the body is not the one in the path
         *
         *     `reason_required`: A reason is needed
         *
         *     `proof_required`: A proof is needed
         *
         *     `proof_not_accepted`: The proof does not show it
         *
         *     `output_required`: An output is needed
         *
         *     `output_invalid`: The output does not fit its schema
         *
         *     `quorum_unreachable`: Nobody could fulfil the rule
         *
         *     `invalid_price`: The price is not valid
         *
         *     `invalid_gateway`: The gateway is not valid
         *
         *     `too_many_views`: No more views can be kept
         *
         *     `nothing_selected`: No run is eligible
         *
         *     `too_many_runs`: More runs than one bulk command takes
         *
         *     `wrong_password`: The present password is another one
         *
         *     `weak_password`: The password is too easy to guess
         *
         *     `event_too_large`: Too large to be recorded
         */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition_required`: If-Match is needed */
        Problem428: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: Too many requests */
        Problem429: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `headers_too_large`: The headers are too large */
        Problem431: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `internal`: Something failed on our side
         *
         *     `corrupt_log`: The log does not agree with itself
         */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `gateway_failed`: The engine did not answer as it should */
        Problem502: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `gateway_unavailable`: The engine cannot be reached
         *
         *     `store_unavailable`: The event store cannot be reached
         *
         *     `projection_lag`: The read model is not there yet
         *
         *     `shutting_down`: The server is stopping
         */
        Problem503: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `store_timeout`: The event store did not answer in time; the outcome is unknown, repeat with the same key */
        Problem504: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The same key with the same body returns the first answer, also after a restart. */
        "Idempotency-Key": string;
        /** @description Waits up to 5 s until the answer reflects this position. */
        "X-Min-Position": number;
        /** @description The ETag that the change was made from. */
        "If-Match": string;
        /** @description One range of bytes. */
        Range: string;
    };
    requestBodies: never;
    headers: {
        /** @description The log position which the answer reflects (reads) or reached (commands). */
        "X-Position": number;
        /** @description The version of the resource, for If-Match. */
        ETag: string;
        /** @description true: this is the first answer again. */
        "Idempotency-Replayed": "true";
        /** @description Seconds to wait. */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Sign in by password or by a one-time token; sets the session cookie */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End the session */
            204: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is asking, and what they may do */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Change the own password; ends all other sessions */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The own sessions that still stand */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End one of the own sessions */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsEnded"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listOwnKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The own API keys, without the keys themselves */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    revokeOwnKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke one of the own API keys at once */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    lookUp: {
        parameters: {
            query?: {
                id?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What an id belongs to, among what the caller may see */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listWorkflows: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                name?: string;
                agent?: string;
                q?: string;
                archived?: boolean;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Workflows, newest first; archived=true includes archived ones */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowInput"];
            };
        };
        responses: {
            /** @description Save a new workflow; all findings at once, or nothing is refused */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    validateWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowInput"];
            };
        };
        responses: {
            /** @description Try a definition without saving it; the same errors as saving */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowValidation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest version of a workflow */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowInput"];
            };
        };
        responses: {
            /** @description Save a new version; runs keep the version they started with */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    archiveWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Archive a workflow: no new runs; its history stays */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowArchived"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listWorkflowVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions of a workflow, newest first */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowVersionPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getWorkflowVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One version of a workflow */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workflow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    startRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartRunInput"];
            };
        };
        responses: {
            /** @description Start a run */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunStarted"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: components["schemas"]["RunStatus"][];
                workflow?: string;
                agent?: string;
                from?: string;
                to?: string;
                hold?: components["schemas"]["RunHold"][];
                startedBy?: string;
                costFrom?: number;
                costTo?: number;
                has?: components["schemas"]["RunTrait"][];
                runId?: string[];
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs, newest first */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getRunFacets: {
        parameters: {
            query?: {
                status?: components["schemas"]["RunStatus"][];
                workflow?: string;
                agent?: string;
                from?: string;
                to?: string;
                hold?: components["schemas"]["RunHold"][];
                startedBy?: string;
                costFrom?: number;
                costTo?: number;
                has?: components["schemas"]["RunTrait"][];
                runId?: string[];
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many runs there are by status, hold, workflow, agent and starter */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunFacets"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run with its steps */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A step with every attempt: exact input, exact output, usage, errors */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getRunPayload: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes. */
                Range?: components["parameters"]["Range"];
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole text. */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The bytes that Range asked for. */
            206: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            416: components["responses"]["Problem416"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRunEvents: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
                limit?: number;
                cursor?: string;
                type?: string[];
                step?: string;
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run's facts, in order */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getRunCosts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the run cost, by agent, model, step and call */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunCosts"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replayRun: {
        parameters: {
            query?: {
                at?: number;
                verify?: "full" | "recent";
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run's state at a revision, folded from its events alone */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getRunTimeline: {
        parameters: {
            query?: {
                at?: number;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the time of each step went: queue, waits, every attempt; at the head or at a revision */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    abortRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonInput"];
            };
        };
        responses: {
            /** @description Abort: nothing new starts, what is at work is told to stop */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    pauseRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonInput"];
            };
        };
        responses: {
            /** @description Pause: what is at work goes on, nothing new starts */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    resumeRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonInput"];
            };
        };
        responses: {
            /** @description Go on after a pause or a hold whose cause is gone */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    raiseBudget: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RaiseBudgetInput"];
            };
        };
        responses: {
            /** @description Raise the run's caps; steps that the budget held go on */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    retryStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                runId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonInput"];
            };
        };
        responses: {
            /** @description Try a failed step again */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    settleStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                runId: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleInput"];
            };
        };
        responses: {
            /** @description Say what came of an attempt whose outcome is unknown */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    freeze: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FreezeInput"];
            };
        };
        responses: {
            /** @description Stop every new dispatch: everywhere, or for one agent, gateway or workflow */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreezeReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    unfreeze: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FreezeInput"];
            };
        };
        responses: {
            /** @description Lift a freeze */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreezeReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    previewBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkPreviewInput"];
            };
        };
        responses: {
            /** @description How many runs a bulk command would take, and why not the others; changes nothing */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listBulkJobs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bulk commands, newest first */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJobPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    startBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkInput"];
            };
        };
        responses: {
            /** @description Abort, pause, resume or rerun many runs, one ordinary command each */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJob"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getBulkJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a bulk command has come */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJob"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listBulkItems: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: components["schemas"]["BulkItemStatus"][];
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of each run */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkItemPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelBulkJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Leave the runs alone whose turn has not come */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJob"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listViews: {
        parameters: {
            query?: {
                screen?: components["schemas"]["ViewScreen"];
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller's own views, and those that others share */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewInput"];
            };
        };
        responses: {
            /** @description Keep the filters of a list under a name */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewUpdate"];
            };
        };
        responses: {
            /** @description Change an own view */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget an own view */
            204: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: components["schemas"]["ApprovalStatus"][];
                risk?: components["schemas"]["RiskTier"][];
                kind?: components["schemas"]["ApprovalKind"][];
                workflow?: string;
                agent?: string;
                runId?: string;
                mine?: boolean;
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests for approval: open ones by what expires first, then by risk and age; others newest first */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A request with exactly what would be sent */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSimilarApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was approved last for the same step of the same workflow */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarApproval"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveInput"];
            };
        };
        responses: {
            /** @description Approve exactly what the digest stands for */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDecided"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectInput"];
            };
        };
        responses: {
            /** @description Reject, with a reason */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalDecided"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                gateway?: string;
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Registered agents by name */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentInput"];
            };
        };
        responses: {
            /** @description Register an agent */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getAgentFigures: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                agent?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls, failures, durations and costs by agent, of the runs started in a time */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentFiguresList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An agent */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentUpdate"];
            };
        };
        responses: {
            /** @description Change an agent */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove an agent that no active workflow uses */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listGateways: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gateways with their state and what their engines can promise */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createGateway: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayInput"];
            };
        };
        responses: {
            /** @description Connect an engine */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewaySaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getGateway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A gateway */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateGateway: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayUpdate"];
            };
        };
        responses: {
            /** @description Change a gateway; a secret that is not given stays */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewaySaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteGateway: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a gateway that no agent uses */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    testGateway: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask the engine now whether it is there and what it offers; changes nothing */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayTested"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listEngineAgents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the engine offers */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EngineAgentPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            502: components["responses"]["Problem502"];
            503: components["responses"]["Problem503"];
        };
    };
    importAgents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ImportAgentsInput"];
            };
        };
        responses: {
            /** @description Register what the engine offers */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAgentsResult"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            502: components["responses"]["Problem502"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    takeCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayCallback"];
            };
        };
        responses: {
            /** @description Progress, usage or the result of a dispatch, signed by its engine in the Standard Webhooks layout */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayCallbackTaken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listPrices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                model?: string;
                q?: string;
                versions?: boolean;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prices by model */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricePage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                model: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceInput"];
            };
        };
        responses: {
            /** @description A new version of the prices of a model; earlier ones are kept */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getCosts: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                groupBy?: "agent" | "model" | "workflow" | "day";
                workflow?: string;
                agent?: string;
                model?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Costs over all runs, in groups */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Costs"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCostSeries: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                bucket?: components["schemas"]["CostBucket"];
                by?: components["schemas"]["CostSplit"];
                workflow?: string;
                agent?: string;
                model?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Costs over time, split into the dearest agents, models or workflows and the rest */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostSeriesReport"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    exportCosts: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                workflow?: string;
                agent?: string;
                model?: string;
                format?: "csv";
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line a call, with a header line. An unknown cost is empty. */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLimits: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                workflow?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Spending limits over many runs, each with what is taken of it in the present period */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getLimit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A limit in the present period */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Limit"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setLimit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitInput"];
            };
        };
        responses: {
            /** @description Set or change a limit; it counts the runs that start from then on */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    removeLimit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitRemoval"];
            };
        };
        responses: {
            /** @description Remove a limit; what runs hold of it is settled all the same */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitRemoved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listLimitDraws: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                period?: string;
                holding?: boolean;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which runs hold, or have taken, what of a limit */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitDrawPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    searchExecutions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: components["schemas"]["RunStatus"][];
                workflow?: string;
                agent?: string;
                from?: string;
                to?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs by workflow, agent, time and status */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    searchEvents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                workflow?: string;
                agent?: string;
                actor?: string;
                type?: string[];
                runId?: string;
                object?: string;
                outcome?: components["schemas"]["AuditOutcome"][];
                correlationId?: string;
                from?: string;
                to?: string;
                q?: string;
                brief?: boolean;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Facts of the whole log, newest first */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getAuditEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One fact: what it changed, what belongs to it, and the policy it happened under */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getAuditFacets: {
        parameters: {
            query?: {
                workflow?: string;
                agent?: string;
                actor?: string;
                type?: string[];
                runId?: string;
                object?: string;
                outcome?: components["schemas"]["AuditOutcome"][];
                correlationId?: string;
                from?: string;
                to?: string;
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which types, people, agents, workflows and objects the newest matching facts have */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditFacets"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    exportEvents: {
        parameters: {
            query?: {
                workflow?: string;
                agent?: string;
                actor?: string;
                type?: string[];
                runId?: string;
                object?: string;
                outcome?: components["schemas"]["AuditOutcome"][];
                correlationId?: string;
                from?: string;
                to?: string;
                q?: string;
                format?: "ndjson" | "csv";
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One event a line, or CSV (text/csv) with a header line. */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    verifyLog: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recompute the hash chains and name the first break */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed checkpoints of the log */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheckpointPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listOperators: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                q?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Operators by username */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorInput"];
            };
        };
        responses: {
            /** @description Add an operator; without a password, with a one-time sign-in token */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorCreated"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An operator */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OperatorUpdate"];
            };
        };
        responses: {
            /** @description Change roles, e-mail or password; disable or enable */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorSaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createSignInLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A one-time sign-in token, shown once */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An operator's API keys, without the keys themselves */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyInput"];
            };
        };
        responses: {
            /** @description An API key, shown once */
            201: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: string;
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API key at once */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Waits up to 5 s until the answer reflects this position. */
                "X-Min-Position"?: components["parameters"]["X-Min-Position"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rules of approval, single-operator mode, freezes in force */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the change was made from. */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description The same key with the same body returns the first answer, also after a restart. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyInput"];
            };
        };
        responses: {
            /** @description Change rules, or switch single-operator mode */
            200: {
                headers: {
                    "X-Position": components["headers"]["X-Position"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicySaved"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the installation can do its work */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description Whether the installation can do its work */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
