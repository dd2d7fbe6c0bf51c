package dev.weir.story;

/// What weirs that are killed were to make: outputs that are files and folders, temporaries, an
/// effect, commands that take their time, do not end when asked to, or leave others that write on.
/// Each notes that it ran.
final class KilledPipeline {
    static final String TEXT =
            """
            version: 1
            default: all
            params: { word: hello }
            temporary: interim/
            tasks:
              gather:
                run: [echo gather >> $HOME/ran, "cat in/*.txt > interim/all.txt"]
                inputs: in/*.txt
                outputs: interim/all.txt
              sort: { run: "echo sort >> $HOME/ran; sort interim/all.txt > sorted.txt", inputs: interim/all.txt, outputs: sorted.txt }
              tree:
                run: |
                  echo tree >> $HOME/ran
                  text=$(cat sorted.txt)
                  while :; do echo "$text" > parts/late; sleep 0.01; done &
                  mkdir -p parts/below
                  echo half > index.txt
                  sleep 0.15
                  echo ${{ params.word }} > parts/below/word
                  ln -s below/word parts/link
                  kill $!
                  wait $! || true
                  cp sorted.txt parts/late
                  cp sorted.txt index.txt
                inputs: sorted.txt
                outputs: [parts/, index.txt]
              stubborn:
                run: |
                  echo stubborn >> $HOME/ran
                  trap '' TERM
                  echo half > stubborn.txt
                  ( sleep 0.1; cat in/a.txt > stubborn.txt ) &
                  wait
                inputs: in/a.txt
                outputs: stubborn.txt
              big:
                run: |
                  echo big >> $HOME/ran
                  head -c 3000000 /dev/zero | tr '\\0' x > big.bin
                  cat in/b.txt >> big.bin
                inputs: in/b.txt
                outputs: big.bin
              quick:
                matrix: { n: [1, 2, 3, 4, 5, 6] }
                run: "echo quick@n=${{ matrix.n }} >> $HOME/ran; echo ${{ matrix.n }} > quick/${{ matrix.n }}.txt; cat in/c.txt >> quick/${{ matrix.n }}.txt"
                inputs: in/c.txt
                outputs: "quick/${{ matrix.n }}.txt"
              tell:
                run: |
                  echo tell >> $HOME/ran
                  sleep 0.05
                  cp sorted.txt told.txt
                inputs: sorted.txt
                outputs: told.txt
                effect: true
              all: { needs: [tree, stubborn, big, quick, tell] }
            """;

    private KilledPipeline() {}
}
