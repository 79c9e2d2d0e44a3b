package daftar.embedded.elasticsearch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the server's virtual machine: what its launcher would compute, fitted to a small server. */
final class ServerCommand {

    private static final List<String> ALWAYS = List.of(
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-OmitStackTraceInFastThrow",
            "-Des.networkaddress.cache.ttl=60",
            "-Des.networkaddress.cache.negative.ttl=10",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Djava.locale.providers=CLDR",
            "-Djna.nosys=true",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.recycler.maxCapacityPerThread=0",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true",
            "-Dlog4j2.formatMsgNoLookups=true",
            "-Dorg.apache.lucene.store.defaultReadAdvice=normal",
            "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
            "-Des.distribution.type=zip",
            "-Des.java.type=ES_JAVA_HOME",
            // else it makes an index for the built-in roles at the first start, which nobody here looks at
            "-Des.queryable_built_in_roles_enabled=false",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "--add-opens=org.apache.lucene.core/org.apache.lucene.codecs.lucene99=org.elasticsearch.server",
            "--add-opens=org.apache.lucene.core/org.apache.lucene.codecs.hnsw=org.elasticsearch.server",
            "--add-opens=org.apache.lucene.core/org.apache.lucene.internal.vectorization=org.elasticsearch.server",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=org.elasticsearch.nativeaccess,org.elasticsearch.foreign,org.apache.lucene.core",
            "--enable-native-access=ALL-UNNAMED",
            "--add-exports=java.base/org.elasticsearch.entitlement.bridge=org.elasticsearch.entitlement,java.logging,"
                    + "java.net.http,java.naming,jdk.net,jdk.zipfs,jdk.management.agent",
            "--add-modules=jdk.net",
            "--add-modules=jdk.management.agent",
            "--add-modules=ALL-MODULE-PATH");

    private ServerCommand() {}

    /**
     * @param heapMegabytes the heap, all of it from the start, but not touched before it is needed
     * @param quickStart compile once and simply: half the CPU of a start, but slower in the long run
     */
    static List<String> of(Path java, Path home, Path temporary, Path bridge, int heapMegabytes, boolean quickStart) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.add("-Xms" + heapMegabytes + "m");
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:MaxDirectMemorySize=" + Math.max(64, heapMegabytes / 2) + "m");
        if (quickStart) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(ALWAYS);
        command.add("-Des.path.home=" + home);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("--patch-module=java.base=" + bridge);
        command.add("--module-path");
        command.add(home.resolve("lib").toString());
        command.add("-m");
        command.add("org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch");
        return command;
    }
}
