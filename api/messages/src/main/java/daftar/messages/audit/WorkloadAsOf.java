package daftar.messages.audit;

import daftar.messages.query.WorkloadView;

/** Who had how much to do. @param workload as it would have been shown, with whose time ran */
public record WorkloadAsOf(AsOf asOf, WorkloadView workload) {}
